//! The page on which a card is typed.

use super::texts;

texts! {
    /// The card page.
    Card {
        pay_by_card: "Pay by card" | "银行卡支付",
        save_a_card: "Save a card" | "保存银行卡",
        save_the_card: "Save the card" | "保存此卡",
        you_are_saving: "You are saving a card" | "您正在保存银行卡",
        save_for_later: "Save a card for later payments" | "保存银行卡，供以后付款使用",
        paid_off: "Paid off" | "还款方式",
        number: "Card number" | "卡号",
        expiry: "Expiry date" | "有效期",
        expiry_form: "MM/YY" | "月/年",
        cvv: "Security code" | "安全码",
        holder: "Name on card" | "持卡人姓名",
        check_fields: "Please check the marked fields." | "请检查标出的项目。",
        needs_more: "Cards from this country need a little more." | "该国家/地区发行的卡还需要填写一些信息。",
        type_again: "Card details are never kept, so type them once more."
            | "卡片信息从不保留，请重新输入。",
        your_cards: "Your saved cards" | "您保存的银行卡",
        other_card: "Or another card" | "或使用其他银行卡",
        pay: "Pay" | "支付",
        with: "with" | "使用",
        how_to_pay: "How to pay" | "付款方式",
        all_at_once: "All at once" | "一次付清",
        months_hint: "Instalments are for credit cards whose bank has a plan."
            | "分期仅适用于发卡行提供分期服务的信用卡。",
        will_be_saved: "The shop keeps this card for your next payments, as a token without its number."
            | "商家将以不含卡号的令牌形式保存此卡，供您下次付款使用。",
        save_card: "Save this card for my next payments at this shop" | "保存此卡，下次在该商家付款时使用",
        test_cards: "Test cards" | "测试卡",
        all_test_cards: "All test cards" | "全部测试卡",
        test_cards_hint: "Any future expiry date and any three-digit security code will do."
            | "有效期填写任意未来月份，安全码填写任意三位数字即可。",
        use_card: "Use" | "使用",
        fill_approved: "Fill with an approving card" | "填入可支付成功的卡",
        fill_declined: "Fill with a declined card" | "填入会被拒绝的卡",
        test_buyer: "Test Buyer" | "Test Buyer",
    }
}

texts! {
    /// Fields that only some cards are asked for.
    More {
        network: "Network" | "卡组织",
        no_preference: "No preference" | "不指定",
        network_hint: "Only for cards that show two networks." | "仅适用于带有两个卡组织标志的卡。",
        email: "Email address" | "电子邮箱",
        cpf: "CPF" | "CPF（巴西税号）",
        holder_id: "Date of birth or business number" | "出生日期或营业执照号",
        password: "First 2 digits of the card's password" | "卡片密码前 2 位",
        billing_address: "Billing address (optional)" | "账单地址（选填）",
        country: "Country" | "国家/地区",
        not_told: "Not told" | "不填写",
        street: "Street and number" | "街道和门牌号",
        postcode: "Postcode" | "邮政编码",
    }
}
