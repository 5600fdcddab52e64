//! What one row of a sequence picture shows, and how it comes from an event.

use jiff::Timestamp;

use crate::gateway::{Event, EventKind, NotifyType, Operation, Outcome, ResultCode, ResultStatus};

/// Who takes part, from left to right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lane {
    Shop,
    Sandbox,
    Buyer,
    Bank,
}

/// The form of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// From one to another.
    Arrow(Lane, Lane),
    /// Something that happens at one of them.
    Note(Lane),
    /// Something that happens to all of them: the clock moves.
    Bar,
}

/// How a row is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tone {
    Plain,
    Good,
    Bad,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub(super) at: Timestamp,
    pub(super) kind: EventKind,
    pub(super) api: Option<Operation>,
    pub(super) form: Form,
    pub(super) tone: Tone,
    /// A few words.
    pub(super) label: String,
    /// What came of it.
    pub(super) answer: String,
    /// The whole sentence of the timeline.
    pub(super) text: String,
    /// How often in a row.
    pub(super) times: usize,
}

impl Step {
    /// The row of an event; `None` of one that is no step of its own.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let form = form(event.kind)?;
        let (label, answer) = words(event, form);
        Some(Self {
            at: event.at,
            kind: event.kind,
            api: event.api,
            form,
            tone: tone(event),
            label,
            answer,
            text: event.text.clone(),
            times: 1,
        })
    }

    /// Whether it is the same again, so that one row may stand for both.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        let again = matches!(self.kind, EventKind::ApiCall) || self.kind.is_of_clock();
        let words = |step: &Self| (step.kind, step.label.clone(), step.answer.clone());
        again && words(self) == words(other)
    }

    /// Whether it came of the call that is told right after it.
    pub(super) fn comes_of(&self, operation: Operation) -> bool {
        match operation {
            Operation::Capture => matches!(
                self.kind,
                EventKind::CaptureStarted | EventKind::PaymentCaptured | EventKind::CaptureFailed
            ),
            Operation::Refund => matches!(
                self.kind,
                EventKind::RefundStarted | EventKind::PaymentRefunded | EventKind::RefundFailed
            ),
            Operation::Cancel => self.kind == EventKind::PaymentCancelled,
            beginning if begins(beginning) => {
                !matches!(self.kind, EventKind::ApiCall | EventKind::PageOpened)
            }
            _ => matches!(
                self.kind,
                EventKind::DisputeDefended | EventKind::DisputeAccepted
            ),
        }
    }
}

/// Whether a call makes the payment or the vaulting whose picture it is.
pub(super) fn begins(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::Pay
            | Operation::CreatePaymentSession
            | Operation::VaultPaymentMethod
            | Operation::CreateVaultingSession
    )
}

fn form(kind: EventKind) -> Option<Form> {
    use EventKind as K;
    use Lane::{Bank, Buyer, Sandbox, Shop};
    Some(match kind {
        K::ApiCall => Form::Arrow(Shop, Sandbox),
        K::NotificationAttempted => Form::Arrow(Sandbox, Shop),
        K::PageOpened | K::CardSubmitted => Form::Arrow(Buyer, Sandbox),
        K::ChallengeShown | K::BrowserCheckShown | K::CodeSentAgain => Form::Arrow(Bank, Buyer),
        K::BankPageOpened | K::ChallengeAnswered | K::BrowserChecked => Form::Arrow(Buyer, Bank),
        K::ChallengeTimedOut => Form::Note(Bank),
        K::IssuerAsked | K::DisputeDefended => Form::Arrow(Sandbox, Bank),
        K::CardDeclined
        | K::PaymentAuthorized
        | K::PaymentReversed
        | K::DisputeOpened
        | K::DisputeJudged
        | K::DisputeCancelled => Form::Arrow(Bank, Sandbox),
        K::BuyerReturned => Form::Arrow(Buyer, Shop),
        K::BuyerLeft => Form::Note(Buyer),
        K::Finding => Form::Note(Shop),
        K::ClockAdvanced | K::ClockChanged => Form::Bar,
        // What follows from it is a row of its own.
        K::NotificationScheduled
        | K::OverrideArmed
        | K::OverrideTakenBack
        | K::ScenarioChanged
        | K::ContractChanged => return None,
        _ => Form::Note(Sandbox),
    })
}

/// What stands at the arrow, and what came of it; a note has its whole sentence.
fn words(event: &Event, form: Form) -> (String, String) {
    let code = event.result_code.map_or("", ResultCode::code).to_owned();
    let plain = |label: &str| (label.to_owned(), String::new());
    match event.kind {
        EventKind::ApiCall => (event.api.map_or("a call", Operation::name).to_owned(), code),
        EventKind::NotificationAttempted => {
            let told = event.notify_type.map_or("notification", NotifyType::name);
            let attempt = event.attempt.unwrap_or(1);
            let outcome = event.outcome.map_or("", Outcome::name);
            let label = match attempt {
                1 => told.to_owned(),
                again => format!("{told}, attempt {again}"),
            };
            (label, outcome.to_owned())
        }
        EventKind::PageOpened => plain("opens the card page"),
        EventKind::CardSubmitted => plain("submits a card"),
        EventKind::ChallengeShown => plain("asks for a code"),
        EventKind::BankPageOpened => plain("opens the bank's page"),
        EventKind::CodeSentAgain => plain("sends the code again"),
        EventKind::ChallengeAnswered => plain("gives a code"),
        EventKind::BrowserCheckShown => plain("looks at the browser"),
        EventKind::BrowserChecked => plain("browser checked"),
        EventKind::IssuerAsked => plain("asks the issuer"),
        EventKind::CardDeclined => ("declines".to_owned(), code),
        EventKind::PaymentAuthorized => plain("approves"),
        EventKind::PaymentReversed => plain("reverses"),
        EventKind::BuyerReturned => plain("goes back to the shop"),
        EventKind::DisputeOpened => plain("opens a dispute"),
        EventKind::DisputeDefended => plain("sends the defence"),
        EventKind::DisputeJudged => plain("judges the dispute"),
        EventKind::DisputeCancelled => plain("withdraws the dispute"),
        EventKind::ClockAdvanced => plain("the clock is moved on"),
        EventKind::ClockChanged => plain("the clock is changed"),
        _ if matches!(form, Form::Note(_)) => plain(&event.text),
        kind => plain(kind.name()),
    }
}

fn tone(event: &Event) -> Tone {
    use EventKind as K;
    let failed = event
        .result_code
        .is_some_and(|code| code.status() == ResultStatus::F);
    match event.kind {
        K::NotificationAttempted if event.outcome == Some(Outcome::Accepted) => Tone::Good,
        K::PaymentAuthorized | K::PaymentCaptured | K::PaymentRefunded | K::CardStored => {
            Tone::Good
        }
        K::NotificationAttempted
        | K::NotificationExhausted
        | K::NotificationBlocked
        | K::CardDeclined
        | K::PaymentFailed
        | K::VaultingFailed
        | K::PaymentExpired
        | K::PaymentReversed
        | K::CaptureFailed
        | K::RefundFailed
        | K::AuthorizationReleased
        | K::Finding => Tone::Bad,
        _ if failed => Tone::Bad,
        _ => Tone::Plain,
    }
}
