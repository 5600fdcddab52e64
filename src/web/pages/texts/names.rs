//! Names of countries, of networks and of South Korean issuers, as people know them.

use super::Texts;

/// A code or a name of Antom's, its English and its Chinese.
type Named = (&'static str, &'static str, &'static str);

/// Networks that share numbers with another.
const NETWORKS: [Named; 3] = [
    ("VISA", "Visa", "Visa"),
    ("MASTERCARD", "Mastercard", "万事达卡 Mastercard"),
    ("CARTES_BANCAIRES", "Cartes Bancaires", "Cartes Bancaires"),
];

/// Where test buyers live, as the English names stand in the alphabet.
const COUNTRIES: [Named; 31] = [
    ("AU", "Australia", "澳大利亚"),
    ("AT", "Austria", "奥地利"),
    ("BE", "Belgium", "比利时"),
    ("BR", "Brazil", "巴西"),
    ("CA", "Canada", "加拿大"),
    ("CL", "Chile", "智利"),
    ("CN", "China", "中国"),
    ("FR", "France", "法国"),
    ("DE", "Germany", "德国"),
    ("HK", "Hong Kong SAR", "中国香港"),
    ("IN", "India", "印度"),
    ("ID", "Indonesia", "印度尼西亚"),
    ("IE", "Ireland", "爱尔兰"),
    ("IT", "Italy", "意大利"),
    ("JP", "Japan", "日本"),
    ("MY", "Malaysia", "马来西亚"),
    ("MX", "Mexico", "墨西哥"),
    ("NL", "Netherlands", "荷兰"),
    ("NZ", "New Zealand", "新西兰"),
    ("PE", "Peru", "秘鲁"),
    ("PH", "Philippines", "菲律宾"),
    ("PL", "Poland", "波兰"),
    ("SG", "Singapore", "新加坡"),
    ("KR", "South Korea", "韩国"),
    ("ES", "Spain", "西班牙"),
    ("CH", "Switzerland", "瑞士"),
    ("TH", "Thailand", "泰国"),
    ("TR", "Türkiye", "土耳其"),
    ("GB", "United Kingdom", "英国"),
    ("US", "United States", "美国"),
    ("VN", "Viet Nam", "越南"),
];

/// South Korean brands.
const ISSUERS: [Named; 23] = [
    ("BC", "BC Card", "BC 卡"),
    ("CITI", "Citibank Korea", "花旗银行（韩国）"),
    ("GWANGJUBANK", "Gwangju Bank", "光州银行"),
    ("HYUNDAI", "Hyundai Card", "现代卡"),
    ("IBK_BC", "IBK BC Card", "IBK 企业银行 BC 卡"),
    ("JEJUBANK", "Jeju Bank", "济州银行"),
    ("JEONBUKBANK", "Jeonbuk Bank", "全北银行"),
    ("KAKAOBANK", "KakaoBank", "KakaoBank"),
    ("KBANK", "K bank", "K bank"),
    ("KDBBANK", "KDB Bank", "韩国产业银行"),
    ("KEBHANA", "Hana Card", "韩亚卡"),
    ("KOOKMIN", "KB Kookmin Card", "KB 国民卡"),
    ("LOTTE", "Lotte Card", "乐天卡"),
    ("NONGHYUP", "NH NongHyup Card", "NH 农协卡"),
    ("POST", "Korea Post", "韩国邮政"),
    ("SAEMAUL", "MG Saemaul", "MG 新村金库"),
    ("SAMSUNG", "Samsung Card", "三星卡"),
    ("SAVINGBANK", "Savings banks", "储蓄银行"),
    ("SHINHAN", "Shinhan Card", "新韩卡"),
    ("SHINHYEOP", "Shinhyup", "信协"),
    ("SUHYEOP", "Suhyup Bank", "水协银行"),
    ("TOSSBANK", "Toss Bank", "Toss Bank"),
    ("WOORI", "Woori Card", "友利卡"),
];

impl Texts {
    /// Networks to choose from, by Antom's names.
    pub(crate) fn networks(&self) -> Vec<(&'static str, &'static str)> {
        NETWORKS.map(|named| self.named(named)).into()
    }

    /// Countries to choose from, by their two letters.
    pub(crate) fn countries(&self) -> Vec<(&'static str, &'static str)> {
        COUNTRIES.map(|named| self.named(named)).into()
    }

    /// A country by its two letters; the letters of one that is not in the list.
    pub(crate) fn country<'a>(&self, code: &'a str) -> &'a str {
        let found = COUNTRIES.iter().find(|(known, ..)| *known == code);
        found.map_or(code, |named| self.named(*named).1)
    }

    /// A brand as people know it; Antom's name of one that is not South Korean.
    pub(crate) fn issuer_name(&self, brand: &'static str) -> &'static str {
        let found = ISSUERS.iter().find(|(known, ..)| *known == brand);
        found.map_or(brand, |named| self.named(*named).1)
    }

    fn named(&self, (code, english, chinese): Named) -> (&'static str, &'static str) {
        (code, self.say(english, chinese))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::language::Language;
    use super::*;
    use crate::gateway::CardBrand;

    #[test]
    fn every_south_korean_brand_has_a_name_for_people() {
        let korean = CardBrand::all().filter(|brand| brand.is_korean());
        let names: Vec<_> = korean.map(CardBrand::name).collect();
        assert_eq!(ISSUERS.map(|(name, ..)| name).as_slice(), names);
        let (english, chinese) = (Texts::of(Language::English), Texts::of(Language::Chinese));
        assert_eq!(english.issuer_name("KEBHANA"), "Hana Card");
        assert_eq!(chinese.issuer_name("KEBHANA"), "韩亚卡");
        assert_eq!(chinese.issuer_name("VISA"), "VISA");
        assert_eq!(chinese.country("BR"), "巴西");
    }
}
