//! Texts with something in them: amounts, months, spans of time, dates.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::Texts;

/// Antom's own time, which all its messages have.
const ANTOM_OFFSET: Offset = Offset::constant(8);

impl Texts {
    /// What the button says: to pay this amount, or to save a card when there is none.
    pub(crate) fn pay_amount(&self, amount: &str) -> String {
        if amount.is_empty() {
            return self.card.save_the_card.to_owned();
        }
        self.say(format!("Pay {amount}"), format!("支付 {amount}"))
    }

    /// How it is paid off.
    pub(crate) fn in_months(&self, months: u8) -> String {
        self.say(
            format!("In {months} monthly instalments"),
            format!("分 {months} 期，每月一期"),
        )
    }

    /// How many wrong codes the bank will still take.
    pub(crate) fn tries_left(&self, tries: u8) -> String {
        let english = match tries {
            1 => "1 try left.".to_owned(),
            tries => format!("{tries} tries left."),
        };
        self.say(english, format!("还可以输入 {tries} 次。"))
    }

    /// How often the bank will still send its code.
    pub(crate) fn sends_left(&self, sends: u8) -> String {
        let english = match sends {
            0 => "The bank does not send it any more.".to_owned(),
            1 => "You can have it sent 1 more time.".to_owned(),
            sends => format!("You can have it sent {sends} more times."),
        };
        let chinese = match sends {
            0 => "银行不再重新发送。".to_owned(),
            sends => format!("还可以重新发送 {sends} 次。"),
        };
        self.say(english, chinese)
    }

    /// The title of an issuer's page.
    pub(crate) fn confirm_at(&self, issuer: &str) -> String {
        self.say(
            format!("Confirm at {issuer}"),
            format!("在{issuer}确认付款"),
        )
    }

    /// The buyer's card, by its issuer.
    pub(crate) fn your_card_of(&self, issuer: &str) -> String {
        self.say(format!("Your {issuer}"), format!("您的{issuer}"))
    }

    /// A span as the page counts it down: `13 min 42 s`. The page's script writes it the same way.
    pub(crate) fn span(&self, span: SignedDuration) -> String {
        let seconds = span.as_secs().max(0);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let [hour, minute, second] = self.units();
        match (hours, minutes) {
            (0, 0) => format!("{seconds}{second}"),
            (0, _) => format!("{minutes}{minute} {seconds}{second}"),
            _ => format!("{hours}{hour} {minutes}{minute}"),
        }
    }

    /// Hour, minute and second, as they stand behind a number.
    pub(crate) fn units(&self) -> [&'static str; 3] {
        [self.frame.hour, self.frame.minute, self.frame.second]
    }

    /// An instant in Antom's time: `23 Nov 2026, 10:00 (UTC+8)`.
    pub(crate) fn date(&self, at: Timestamp) -> String {
        let form = self.say("%-d %b %Y, %H:%M (UTC+8)", "%Y年%-m月%-d日 %H:%M（UTC+8）");
        let zoned = at.to_zoned(TimeZone::fixed(ANTOM_OFFSET));
        zoned.strftime(form).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::language::Language;
    use super::*;

    #[test]
    fn spans_and_dates_read_as_people_write_them() {
        let (english, chinese) = (Texts::of(Language::English), Texts::of(Language::Chinese));
        for (seconds, in_english, in_chinese) in [
            (-1, "0 s", "0 秒"),
            (42, "42 s", "42 秒"),
            (822, "13 min 42 s", "13 分 42 秒"),
            (3_725, "1 h 2 min", "1 小时 2 分"),
        ] {
            let span = SignedDuration::from_secs(seconds);
            assert_eq!(english.span(span), in_english);
            assert_eq!(chinese.span(span), in_chinese);
        }
        let at = "2026-11-23T02:00:00Z".parse().expect("an instant");
        assert_eq!(english.date(at), "23 Nov 2026, 10:00 (UTC+8)");
        assert_eq!(chinese.date(at), "2026年11月23日 10:00（UTC+8）");
    }

    #[test]
    fn numbers_of_one_have_their_own_words() {
        let english = Texts::of(Language::English);
        assert_eq!(english.tries_left(1), "1 try left.");
        assert_eq!(english.tries_left(2), "2 tries left.");
        assert_eq!(english.sends_left(1), "You can have it sent 1 more time.");
        assert_eq!(english.pay_amount(""), "Save the card");
    }
}
