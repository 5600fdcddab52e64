//! Requests of a journey to the running shop, and what they give.

use std::time::Duration;

use serde_json::{Map, Value, json};
use url::form_urlencoded::Serializer;

use super::http::{Ask, Got};
use super::player::Player;
use super::world::Trouble;
use crate::scenario::journey::{Content, ShopCall};

impl Player<'_> {
    /// Sends a request to the shop and gives back its answer; redirects are not followed.
    pub(super) async fn ask_shop(
        &self,
        call: &ShopCall,
        timeout: Duration,
    ) -> Result<Value, Trouble> {
        let shop = self.shop()?;
        let mut headers = Vec::new();
        let (body, kind) = self.content(&call.content)?;
        if let Some(kind) = kind {
            headers.push(("content-type".to_owned(), kind.to_owned()));
        }
        for (name, value) in &call.headers {
            headers.push((name.clone(), self.memory.text(value)?));
        }
        let path = self.memory.text(&call.path)?;
        let url = format!("{shop}{path}");
        let method = call.method.clone();
        let ask = Ask {
            method,
            url,
            headers,
            body,
            timeout,
        };
        let got = self.world.http.send(ask).await?;
        if let Some(why) = got.failure {
            return Err(Trouble::Broken(format!(
                "{} {shop}{path}: {why}",
                call.method
            )));
        }
        Ok(result(&got))
    }

    fn content(&self, content: &Content) -> Result<(Vec<u8>, Option<&'static str>), String> {
        Ok(match content {
            Content::Nothing => (Vec::new(), None),
            Content::Json(value) => {
                let body = self.memory.value(value)?.to_string();
                (body.into_bytes(), Some("application/json"))
            }
            Content::Form(fields) => {
                let mut form = Serializer::new(String::new());
                for (name, value) in fields {
                    form.append_pair(name, &self.memory.text(value)?);
                }
                let body = form.finish().into_bytes();
                (body, Some("application/x-www-form-urlencoded"))
            }
        })
    }
}

/// Status, headers, the text, and what it means if it is JSON.
fn result(got: &Got) -> Value {
    let headers = got
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()));
    json!({
        "status": got.status,
        "location": got.header("location"),
        "headers": headers.collect::<Map<_, _>>(),
        "json": serde_json::from_slice::<Value>(&got.body).ok(),
        "text": got.text(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_whatever_it_is() {
        let got = Got {
            status: Some(303),
            headers: vec![("location".to_owned(), "/orders/1".to_owned())],
            body: b"[1]".to_vec(),
            failure: None,
        };
        let kept = result(&got);
        assert_eq!(
            (&kept["status"], &kept["location"]),
            (&json!(303), &json!("/orders/1"))
        );
        assert_eq!(
            (&kept["json"][0], &kept["text"]),
            (&json!(1), &json!("[1]"))
        );
        assert_eq!(kept["headers"]["location"], "/orders/1");
    }
}
