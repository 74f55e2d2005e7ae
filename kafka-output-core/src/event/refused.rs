//! What is no record though serde could write it, whether returned itself, behind a pointer or in a cell.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

use crate::delivery::{Deliveries, Delivery, Enqueued};

/// `()` and a bare `u8`: not worth a record. Nor is what a call gives back, which a function does not return itself.
pub trait Unworthy {}

impl Unworthy for () {}
impl Unworthy for u8 {}
impl Unworthy for Delivery {}
impl Unworthy for Deliveries {}
impl Unworthy for Enqueued {}

/// What has elements, or may have none. Other iterators are asked for by `IntoIterator`, which sees through no pointer.
pub trait Several {}

impl<T> Several for [T] {}
impl<T, const N: usize> Several for [T; N] {}
impl<T> Several for Vec<T> {}
impl<T> Several for VecDeque<T> {}
impl<T> Several for LinkedList<T> {}
impl<T> Several for BinaryHeap<T> {}
impl<T> Several for BTreeSet<T> {}
impl<K, V> Several for BTreeMap<K, V> {}
impl<T, S> Several for HashSet<T, S> {}
impl<K, V, S> Several for HashMap<K, V, S> {}
impl<T> Several for Option<T> {}
impl<T, E> Several for Result<T, E> {}

/// A pointer to several, or another of std's types that serde writes as what it holds.
pub trait PointsToSeveral {}

macro_rules! behind_a_pointer {
    ($($pointer:ty),*) => {$(
        impl<T: Unworthy + ?Sized> Unworthy for $pointer {}
        impl<T: Several + ?Sized> PointsToSeveral for $pointer {}
    )*};
}

behind_a_pointer!(&T, Box<T>, Arc<T>, Rc<T>, Cell<T>, RefCell<T>, Mutex<T>, RwLock<T>);

impl<T: Unworthy> Unworthy for Reverse<T> {}
impl<T: Several> PointsToSeveral for Reverse<T> {}

impl<T: Unworthy + ToOwned + ?Sized> Unworthy for Cow<'_, T> {}
impl<T: Several + ToOwned + ?Sized> PointsToSeveral for Cow<'_, T> {}
