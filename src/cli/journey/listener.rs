//! The notify URL of a journey without a shop: acknowledges, or answers as a step told it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::protocol::notify::RIGHT_ANSWER;
use crate::scenario::journey::HookAnswer;

/// A notification that does not fit is none.
const MESSAGE_MAX: usize = 1024 * 1024;

const REFUSAL: &str = r#"{"result":{"resultCode":"PROCESS_FAIL","resultStatus":"F","resultMessage":"the shop refuses"}}"#;

type Script = Arc<Mutex<VecDeque<HookAnswer>>>;

/// A listener on this machine. Its task ends with the runtime.
#[derive(Debug)]
pub(super) struct Listener {
    /// Where it listens.
    pub(super) url: String,
    script: Script,
}

impl Listener {
    /// Listens on a free port.
    pub(super) async fn open() -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}/notify", listener.local_addr()?);
        let script = Script::default();
        let answers = Arc::clone(&script);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&answers)));
            }
        });
        Ok(Self { url, script })
    }

    /// The next notifications are answered so, in this order; later ones are acknowledged.
    pub(super) fn answer(&self, answers: &[HookAnswer]) {
        lock(&self.script).extend(answers);
    }

    /// Forgets what it was told, for the next journey.
    pub(super) fn forget(&self) {
        lock(&self.script).clear();
    }
}

fn lock(script: &Script) -> std::sync::MutexGuard<'_, VecDeque<HookAnswer>> {
    script.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(mut stream: TcpStream, script: Script) {
    if read_message(&mut stream).await.is_none() {
        return;
    }
    let next = lock(&script).pop_front().unwrap_or(HookAnswer::Ack);
    let answer = match next {
        HookAnswer::Ack => answer(200, RIGHT_ANSWER),
        HookAnswer::Refuse => answer(200, REFUSAL),
        HookAnswer::Status(status) => answer(status, ""),
        HookAnswer::Close => return,
        HookAnswer::Hang => {
            // The caller's end of the connection is the end of the wait.
            let _ = stream.read(&mut [0; 1]).await;
            return;
        }
    };
    // A caller that has gone needs no answer.
    let _ = stream.write_all(answer.as_bytes()).await;
}

fn answer(status: u16, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Answer\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// Reads a request to the end of its body; `None` when it does not come to its end.
async fn read_message(stream: &mut TcpStream) -> Option<()> {
    let mut bytes = Vec::new();
    while bytes.len() < MESSAGE_MAX {
        if is_whole(&bytes) {
            return Some(());
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    None
}

fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length = length.and_then(|length| length.trim().parse().ok());
    bytes.len() - end - 4 >= length.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn told(listener: &Listener) -> String {
        let address = listener.url.trim_start_matches("http://");
        let (address, _) = address.split_once('/').unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = b"POST /notify HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn it_answers_as_told_and_then_acknowledges() {
        let listener = Listener::open().await.unwrap();
        listener.answer(&[
            HookAnswer::Status(503),
            HookAnswer::Refuse,
            HookAnswer::Close,
        ]);
        assert!(told(&listener).await.starts_with("HTTP/1.1 503 "));
        assert!(told(&listener).await.ends_with(REFUSAL));
        assert_eq!(told(&listener).await, "");
        assert!(told(&listener).await.ends_with(RIGHT_ANSWER));
        listener.answer(&[HookAnswer::Status(503)]);
        listener.forget();
        assert!(told(&listener).await.ends_with(RIGHT_ANSWER));
    }

    #[test]
    fn a_request_is_whole_when_its_body_is_there() {
        assert!(!is_whole(b"POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{"));
        assert!(is_whole(b"POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}"));
        assert!(is_whole(b"POST / HTTP/1.1\r\n\r\n"));
    }
}
