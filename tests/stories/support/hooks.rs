//! The shop's side of notifications: a listener that keeps what comes and answers from a script.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::wire::Message;

/// The documented acknowledgement.
pub(crate) const ACK: &str =
    r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;

/// What the shop does with a notification.
pub(crate) enum Reply {
    /// Acknowledges it.
    Ack,
    /// Answers with a status and a body.
    Answer(u16, String),
    /// Sends the caller elsewhere.
    Redirect(String),
    /// Says nothing until the caller gives up.
    Hang,
    /// Hangs up.
    Close,
    /// Does something first, then acknowledges.
    Then(Box<dyn FnOnce() + Send>),
}

/// A listener of one shop.
#[derive(Clone)]
pub(crate) struct Hooks {
    /// `http://127.0.0.1:…`
    pub(crate) base: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    received: Vec<Message>,
    script: VecDeque<Reply>,
}

impl Hooks {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let hooks = Self {
            base: format!("http://{address}"),
            state: Arc::default(),
        };
        let own = hooks.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let hooks = own.clone();
                thread::spawn(move || hooks.serve(stream));
            }
        });
        hooks
    }

    /// The next notifications are answered so, in this order; later ones are acknowledged.
    pub(crate) fn script(&self, replies: impl IntoIterator<Item = Reply>) {
        self.lock().script.extend(replies);
    }

    /// Takes out what has come so far.
    pub(crate) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut self.lock().received)
    }

    fn serve(&self, mut stream: TcpStream) {
        let Some(message) = Message::read(&mut stream) else {
            return;
        };
        let mut state = self.lock();
        state.received.push(message);
        let reply = state.script.pop_front().unwrap_or(Reply::Ack);
        drop(state);
        let answer = match reply {
            Reply::Ack => answer(200, "", ACK),
            Reply::Answer(status, body) => answer(status, "", &body),
            Reply::Redirect(to) => answer(302, &format!("location: {to}\r\n"), ""),
            // The caller's end of the connection is the end of the wait.
            Reply::Hang => return drop(stream.read(&mut [0; 1])),
            Reply::Close => return,
            Reply::Then(deed) => {
                deed();
                answer(200, "", ACK)
            }
        };
        // A caller that takes only the head of a long answer hangs up.
        let _ = stream.write_all(answer.as_bytes());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no listener thread panics here")
    }
}

fn answer(status: u16, header: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-length: {length}\r\nconnection: close\r\n{header}\r\n{body}"
    )
}
