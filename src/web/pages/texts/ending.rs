//! Pages on which there is nothing left to type.

use super::texts;

texts! {
    /// How a payment ended.
    Ending {
        paid: "Payment complete" | "支付成功",
        paid_lead: "The payment went through. There is nothing left to do here."
            | "付款已完成，您无需再进行任何操作。",
        in_process: "Payment in process" | "支付处理中",
        in_process_lead: "Your bank has not answered yet. The shop will be told as soon as it has; there is nothing left to do here."
            | "银行尚未返回结果。一有结果商家就会收到通知，您无需再进行任何操作。",
        failed: "Payment failed" | "支付失败",
        failed_lead: "This payment could not be completed and no money was taken. Go back to the shop to try again."
            | "本次付款未能完成，没有扣款。请返回商家重新付款。",
        timed_out_lead: "Your bank did not get the code in time, so no money was taken. Go back to the shop to try again."
            | "银行未能在规定时间内收到验证码，没有扣款。请返回商家重新付款。",
        cancelled: "Payment cancelled" | "付款已取消",
        cancelled_lead: "The shop has cancelled this payment. No money will be taken."
            | "商家已取消本次付款，不会扣款。",
        expired: "This payment link has expired" | "付款链接已过期",
        expired_lead: "The time to pay is over and no money was taken. Go back to the shop and start again."
            | "付款时间已过，没有扣款。请返回商家重新下单付款。",
    }
}

texts! {
    /// A card that is stored without a payment.
    Vaulting {
        saved: "Card saved" | "银行卡已保存",
        saved_lead: "The shop can use it for your next payments, by a token without its number."
            | "商家可以通过不含卡号的令牌，在您下次付款时使用此卡。",
        not_saved: "Card not saved" | "银行卡未能保存",
        not_saved_lead: "The card could not be verified, or the time was over. Go back to the shop to try again."
            | "银行卡未能通过验证，或操作已超时。请返回商家重试。",
    }
}

texts! {
    /// Pages that belong to no payment.
    Notice {
        unknown: "This link leads nowhere" | "链接无效",
        unknown_lead: "No payment belongs to it. It may have been cut short on the way, or the sandbox was restarted or reset since it was made. Go back to the shop and pay again from there."
            | "没有与此链接对应的付款。链接可能不完整，或者沙箱在生成链接之后重启或重置过。请返回商家重新付款。",
        running: "antom-sandbox is running" | "antom-sandbox 正在运行",
        running_lead: "This is the gateway: shops call its signed API, and buyers come here by the normalUrl of a payment. What happened, and the clock, are at the admin address."
            | "这里是支付网关：商家调用它的签名 API，买家通过付款的 normalUrl 来到这里。发生过什么、时钟现在几点，请查看管理地址。",
        open_admin: "Open the admin address" | "打开管理地址",
        unreadable: "This form cannot be read" | "无法读取表单",
        unreadable_lead: "It was not sent as the payment page sends it. Nothing was paid by it. Go back to the payment and fill in the form there."
            | "表单的提交方式与付款页面不符，没有产生付款。请返回付款页面重新填写。",
        back_to_payment: "Back to the payment" | "返回付款页面",
    }
}
