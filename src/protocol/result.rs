//! The `result` object that every answer and every notification has (file 01 §10.1).

use serde::Serialize;

use super::to_bytes;
use crate::gateway::{Refusal, ResultCode, Said};

/// `resultMessage` holds at most so many characters.
const MESSAGE_MAX: usize = 256;

/// `{resultCode, resultStatus, resultMessage}`.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ResultBody {
    result_code: &'static str,
    result_status: String,
    result_message: String,
}

impl ResultBody {
    /// A result with the documented text.
    #[must_use]
    pub fn new(code: ResultCode, said: Said) -> Self {
        Self {
            result_code: code.code(),
            result_status: code.status().to_string(),
            result_message: code.message(said).to_owned(),
        }
    }

    /// A refusal. The text of a parameter error names the field and the mend when `explain` is
    /// set; the documents show one text for all of them but forbid nobody to read it.
    #[must_use]
    pub fn refused(refusal: &Refusal, said: Said, explain: bool) -> Self {
        let mut body = Self::new(refusal.code, said);
        if explain && refusal.code == ResultCode::ParamIllegal {
            body.result_message = refusal.why.chars().take(MESSAGE_MAX).collect();
        }
        body
    }
}

/// The whole answer to a request that was refused.
#[must_use]
pub fn refusal_body(refusal: &Refusal, said: Said, explain: bool) -> Vec<u8> {
    #[derive(Serialize)]
    struct Answer {
        result: ResultBody,
    }
    to_bytes(&Answer {
        result: ResultBody::refused(refusal, said, explain),
    })
}
