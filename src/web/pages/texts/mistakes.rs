//! What is wrong with a typed card. The English is the core's own: the admin API has it, too.

use super::Texts;
use crate::gateway::Mistake;

impl Texts {
    /// What to type instead.
    pub(crate) fn mistake(&self, mistake: Mistake) -> &'static str {
        self.say(mistake.text(), in_chinese(mistake))
    }
}

fn in_chinese(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::NumberMissing => "请输入卡号。",
        Mistake::NumberNotDigits => "卡号只能包含数字。",
        Mistake::NumberLength => "卡号应为 12 至 19 位数字。",
        Mistake::NumberLengthOfBrand => "卡号位数与该品牌不符，请检查。",
        Mistake::NumberCheckDigit => "卡号无效，请检查数字。",
        Mistake::NumberNotAccepted => "此处不支持这类卡，请换一张卡。",
        Mistake::ExpiryForm => "请按“月/年”填写有效期，例如 09/29。",
        Mistake::ExpiryMonth => "月份应为 01 至 12。",
        Mistake::ExpiryPast => "此卡已过期。",
        Mistake::CvvOfThree => "请输入卡片背面的 3 位数字。",
        Mistake::CvvOfFour => "请输入卡片正面的 4 位数字。",
        Mistake::HolderMissing => "请输入卡上的姓名。",
        Mistake::HolderLong => "姓名不能超过 128 个字符。",
        Mistake::Email => "该国家/地区发行的卡需要填写电子邮箱，例如 ana@example.com。",
        Mistake::Cpf => "巴西发行的卡需要填写 11 位数字的 CPF。",
        Mistake::Network => "此卡不支持该卡组织，请重新选择。",
        Mistake::Months => "此卡不支持该分期期数，请选择其他期数或一次付清。",
        Mistake::HolderId => "韩国发行的卡需要填写出生日期（例如 1990-01-31）或 10 位营业执照号。",
        Mistake::Password => "韩国发行的卡需要填写卡片密码的前 2 位数字。",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::language::Language;
    use super::*;

    #[test]
    fn every_mistake_is_a_sentence_in_both_languages() {
        for mistake in Mistake::ALL {
            let english = Texts::of(Language::English).mistake(mistake);
            let chinese = Texts::of(Language::Chinese).mistake(mistake);
            assert!(english.ends_with('.'), "{english}");
            assert!(chinese.ends_with('。'), "{chinese}");
        }
    }
}
