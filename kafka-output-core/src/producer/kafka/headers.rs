//! A record's headers, as librdkafka takes them.

// Builds librdkafka's header list, which has no safe interface below a whole client.
#![allow(unsafe_code)]

use std::ptr;

use rdkafka_sys as sys;

use crate::record::Record;

/// A header list of our own, until librdkafka takes it over with a record.
pub(super) struct Headers(*mut sys::rd_kafka_headers_t);

impl Headers {
    /// The headers of a record, in order; `None` where it has none.
    pub(super) fn of(record: &Record<'_>) -> Option<Self> {
        let count = record.header_count();
        if count == 0 {
            return None;
        }
        // SAFETY: a new list of our own; names and values are copied by `rd_kafka_header_add`, which is given their lengths.
        unsafe {
            let list = sys::rd_kafka_headers_new(count);
            for (name, value) in record.headers() {
                let (value, size) =
                    value.as_bytes().map_or((ptr::null(), 0), |bytes| (bytes.as_ptr(), bytes.len()));
                sys::rd_kafka_header_add(
                    list,
                    name.as_ptr().cast(),
                    isize::try_from(name.len()).unwrap_or(isize::MAX),
                    value.cast(),
                    isize::try_from(size).unwrap_or(isize::MAX),
                );
            }
            Some(Self(list))
        }
    }

    /// The list itself; its owner is still this value.
    pub(super) const fn as_ptr(&self) -> *mut sys::rd_kafka_headers_t {
        self.0
    }

    /// librdkafka owns the list now.
    pub(super) const fn taken_over(self) {
        std::mem::forget(self);
    }
}

impl Drop for Headers {
    fn drop(&mut self) {
        // SAFETY: the list is ours, since `taken_over` was not called.
        unsafe { sys::rd_kafka_headers_destroy(self.0) };
    }
}
