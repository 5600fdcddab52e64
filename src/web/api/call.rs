//! A call as it came over the wire.

use actix_web::HttpRequest;
use actix_web::web::Bytes;

use crate::protocol::api_key::{ApiKey, HIDDEN};

/// A request, read once.
pub(super) struct Call {
    pub(super) method: String,
    /// The path as it came, never decoded: the signature covers it. Of an absolute-form target
    /// (`POST https://host/path`) it is the path part.
    pub(super) path: String,
    /// The path with its query, which no API has, if the caller wrote one.
    pub(super) path_and_query: Option<String>,
    /// The header of that name, else the client whose API key it is.
    pub(super) client_id: Option<String>,
    /// Whether an API key stands for the signature, and for `request-time`.
    pub(super) has_key: bool,
    /// All of them, without the secret of an `authorization`: the call is kept and shown.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// Why the body could not be read to its end.
    pub(super) broken: Option<String>,
}

impl Call {
    /// Reads a request; some merchants are known.
    pub(super) fn new(
        request: &HttpRequest,
        body: Result<Bytes, actix_web::Error>,
        is_known: impl Fn(&str) -> bool,
    ) -> Self {
        let mut headers: Vec<_> = request
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect();
        // The library forgets their order, and would give them in another one each time. Headers
        // of one name stay as they came.
        headers.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (body, broken) = match body {
            Ok(body) => (body.to_vec(), None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let uri = request.uri();
        let with_query = |query: &str| format!("{}?{query}", uri.path());
        let mut call = Self {
            method: request.method().as_str().to_owned(),
            path: uri.path().to_owned(),
            path_and_query: uri.query().map(with_query),
            client_id: None,
            has_key: false,
            headers,
            body,
            broken,
        };
        call.client_id = call.header("client-id").map(str::to_owned);
        let key = call.hide_secrets(is_known);
        if call.client_id.is_none() && call.header("signature").is_none() {
            call.has_key = key.is_some();
            call.client_id = key.map(|key| key.client_id);
        }
        call
    }

    /// Takes the secret out of every `authorization`: of a key its last part, else all. Tells the
    /// first one's key.
    fn hide_secrets(&mut self, is_known: impl Fn(&str) -> bool) -> Option<ApiKey> {
        let headers = self.headers.iter_mut();
        let mut keys = headers
            .filter(|(name, _)| name == "authorization")
            .map(|(_, value)| {
                let key = ApiKey::read(value, &is_known);
                let shown = key.as_ref().map_or(HIDDEN, |key| &key.shown);
                shown.clone_into(value);
                key
            });
        let first = keys.next().flatten();
        keys.for_each(drop);
        first
    }

    /// A header by its lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}
