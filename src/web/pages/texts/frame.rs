//! What stands around every page, and words that several pages have.

use super::texts;

texts! {
    /// What stands around every page, and words that several have.
    Frame {
        checkout: "Checkout" | "收银台",
        title_end: "Sandbox checkout" | "沙箱收银台",
        sandbox: "Sandbox: " | "沙箱环境：",
        no_money: "no real money moves" | "不会产生真实扣款",
        foot: "A test page served by antom-sandbox on a developer's machine. Do not type a real card here."
            | "这是 antom-sandbox 在开发者电脑上提供的测试页面，请勿输入真实的银行卡信息。",
        problem: "Problem: " | "出错了：",
        amount: "Amount" | "金额",
        what_for: "For" | "商品",
        purpose: "For" | "用途",
        order: "Order" | "订单号",
        request: "Request" | "请求编号",
        card: "Card" | "银行卡",
        date: "Date" | "日期",
        time_left: "Time left" | "剩余时间",
        clock_stopped: "The sandbox clock is stopped" | "沙箱时钟已暂停",
        you_are_paying: "You are paying" | "应付金额",
        back_to_shop: "Back to the shop" | "返回商家",
        one_moment: "One moment…" | "请稍候…",
        hour: " h" | " 小时",
        minute: " min" | " 分",
        second: " s" | " 秒",
    }
}
