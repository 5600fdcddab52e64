//! A dispute to be opened.

use super::{
    AdminError, Bytes, Deserialize, DisputeTerms, DisputeType, DisputeView, HttpResponse,
    Judgement, OfThing, PaymentKey, body, find, refused, span, verdict,
};

/// From a defence to its judgement, unless told otherwise.
const JUDGED_AFTER: &str = "14d";

/// What the dispute is like; every field may be left out.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewDispute {
    r#type: Option<String>,
    reason_code: Option<String>,
    reason_message: Option<String>,
    amount: Option<u64>,
    defense_due_in: Option<String>,
    defendable: Option<bool>,
    refundable: Option<bool>,
    #[serde(default)]
    rdr: bool,
    judged: Option<String>,
    judged_after: Option<String>,
    withdrawn_after: Option<String>,
}

pub(in super::super) async fn open(
    about: OfThing,
    bytes: Bytes,
) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let terms = body::<NewDispute>(&bytes)?.terms()?;
    let view = sandbox.with_gateway(|gateway, now| {
        let key = PaymentKey::Id(find(gateway, id)?.id.to_string());
        let opened = gateway.open_dispute(now, &key, &terms).map_err(refused)?;
        let opened = opened.clone();
        Ok::<_, AdminError>(DisputeView::of(&opened, find(gateway, id)?))
    })?;
    Ok(HttpResponse::Created().json(view))
}

impl NewDispute {
    fn terms(self) -> Result<DisputeTerms, AdminError> {
        let usual = DisputeTerms::default();
        let time = |name: &str, text: Option<&str>| {
            let told = |why| {
                let hint = "write a length of time such as 24h or 7d";
                AdminError::bad_request(format!("{name}: {why}"), hint)
            };
            text.map(span).transpose().map_err(told)
        };
        let judgement = match &self.judged {
            None => None,
            Some(result) => {
                let after = self.judged_after.as_deref().unwrap_or(JUDGED_AFTER);
                time("judgedAfter", Some(after))?.map(|after| (verdict(result), after))
            }
        };
        let judgement = match judgement {
            None => None,
            Some((result, after)) => Some(Judgement {
                result: result?,
                after,
            }),
        };
        Ok(DisputeTerms {
            kind: kind(self.r#type.as_deref())?,
            value: self.amount,
            reason_code: self.reason_code,
            reason: self.reason_message,
            due_in: time("defenseDueIn", self.defense_due_in.as_deref())?,
            defendable: self.defendable.unwrap_or(usual.defendable),
            refundable: self.refundable.unwrap_or(usual.refundable),
            rdr: self.rdr,
            judgement,
            withdrawn_after: time("withdrawnAfter", self.withdrawn_after.as_deref())?,
        })
    }
}

fn kind(name: Option<&str>) -> Result<DisputeType, AdminError> {
    let Some(name) = name else {
        return Ok(DisputeType::Chargeback);
    };
    let mut types = DisputeType::ALL.iter();
    let found = types.find(|known| known.name() == name);
    found.copied().ok_or_else(|| {
        let names: Vec<_> = DisputeType::ALL.iter().map(|known| known.name()).collect();
        let message = format!("type: \"{name}\" is no type of disputes");
        AdminError::bad_request(message, format!("write one of {}", names.join(", ")))
    })
}
