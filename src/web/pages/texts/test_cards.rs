//! What a test card does. A scenario says it in English; in Chinese it is told from the rule.

use super::super::language::Language;
use super::Texts;
use crate::gateway::{ResultCode, Rule, ThreeDsCourse};

impl Texts {
    /// What a card does that a rule names.
    pub(crate) fn about_card(&self, rule: &Rule) -> String {
        match self.language {
            Language::English => rule.about.clone(),
            Language::Chinese => self.in_chinese(rule),
        }
    }

    fn in_chinese(&self, rule: &Rule) -> String {
        let then = &rule.then;
        let end = match then.issuer {
            Some(code) if code != ResultCode::Success => format!("被拒绝（{}）", code.code()),
            _ => "支付成功".to_owned(),
        };
        let country = then
            .card
            .region
            .as_deref()
            .filter(|region| *region != "GLOBAL");
        let country = country.map(|region| format!("{}发行的卡", self.country(region)));
        let course = then.three_ds.map(|course| {
            let told = match course {
                ThreeDsCourse::Challenge => "银行要求输入验证码",
                ThreeDsCourse::Frictionless => "3DS 无需买家操作",
                ThreeDsCourse::Attempted => "发卡行未参与 3DS",
                ThreeDsCourse::Exempted => "商家要求 3DS 时也无需验证",
                ThreeDsCourse::Unavailable => "不支持 3DS",
                ThreeDsCourse::SoftDecline => "未做 3DS 时发卡行会要求验证",
            };
            told.to_owned()
        });
        let parts: Vec<String> = [Some(end), country, course].into_iter().flatten().collect();
        parts.join("，")
    }
}
