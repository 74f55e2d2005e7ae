//! A way around: what comes to one port goes to another, as through a tunnel or a private endpoint.

use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A port that leads to another address.
#[derive(Debug)]
pub struct Forwarder {
    listener: TcpListener,
    connections: Arc<AtomicUsize>,
}

impl Forwarder {
    /// Takes this port; nobody is led anywhere yet.
    pub fn bind(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        Self { listener, connections: Arc::default() }
    }

    /// Leads all who come to `target`, until this process ends.
    pub fn lead_to(&self, target: String) {
        let (listener, connections) = (self.listener.try_clone().unwrap(), Arc::clone(&self.connections));
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let Ok(far) = TcpStream::connect(&target) else { continue };
                connections.fetch_add(1, Ordering::SeqCst);
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    thread::spawn(move || pass(from, to));
                }
            }
        });
    }

    /// How many came.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}
