//! The buyer's bank, and the South Korean issuers.

use super::texts;

texts! {
    /// The bank: its code, and its look at the browser.
    Bank {
        your_bank: "Your bank" | "您的银行",
        confirm_payment: "Confirm your payment" | "确认付款",
        confirm_card: "Confirm your card" | "确认银行卡",
        is_it_you: "Confirm that it is you" | "请确认是您本人操作",
        code_for_payment: "We have sent a one-time code to the phone number that we know. Type it to confirm this purchase."
            | "验证码已发送到您在本行预留的手机号码，请输入验证码以确认本次付款。",
        code_for_card: "We have sent a one-time code to the phone number that we know. Type it to save this card."
            | "验证码已发送到您在本行预留的手机号码，请输入验证码以保存此卡。",
        code: "One-time code" | "短信验证码",
        hint_before: "In the sandbox no message is sent: the code is" | "沙箱不会真正发送短信，验证码为",
        hint_after: "." | "。",
        wrong_code: "That code is not right." | "验证码不正确。",
        submit: "Submit" | "确认",
        checking: "Checking…" | "正在验证…",
        resend: "Send the code again" | "重新发送验证码",
        sending: "Sending…" | "正在发送…",
        sent_again: "The code was sent again. It is still the same one." | "验证码已重新发送，仍为同一验证码。",
        cancel_payment: "Cancel the payment" | "取消付款",
        cancel: "Cancel" | "取消",
        cancelling: "Cancelling…" | "正在取消…",
        checking_browser: "Checking your browser" | "正在检查浏览器",
        checking_browser_lead: "Your bank looks at your browser and asks you nothing. This takes about a second."
            | "银行正在检查您的浏览器环境，无需您操作，大约需要一秒钟。",
        go_on: "Continue" | "继续",
    }
}

texts! {
    /// South Korean issuers.
    Issuer {
        choose: "Choose your card" | "选择发卡机构",
        choose_lead: "You confirm the payment with the issuer of your South Korean card."
            | "请选择您的韩国银行卡的发卡机构，并在其页面确认付款。",
        app_card: "App card" | "App 卡",
        confirm: "Confirm this payment" | "确认付款",
        confirm_lead: "The app or the page of your card's issuer stands here, and asks for a password or a fingerprint. In the sandbox a button does."
            | "此处本应是发卡机构的 App 或页面，会要求输入密码或验证指纹。在沙箱中，点击按钮即可。",
        approve: "Approve" | "同意付款",
        reject: "Reject" | "拒绝付款",
        other: "Choose another card" | "选择其他发卡机构",
    }
}
