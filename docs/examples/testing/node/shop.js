"use strict";
// A shop in miniature, to have something to test. Yours is called differently and does more.
//
// `node shop.js` runs it as a program, configured by ANTOM_GATEWAY, ANTOM_CLIENT_ID,
// ANTOM_MERCHANT_PRIVATE_KEY, ANTOM_PUBLIC_KEY and PORT. POST /orders orders, GET /orders/ID tells how it stands.

const { createPrivateKey, createPublicKey, randomUUID, sign, verify } = require("node:crypto");
const { createServer } = require("node:http");

const PAY = "/ams/sandbox/api/v1/payments/pay";
const ACKNOWLEDGED = { result: { resultCode: "SUCCESS", resultStatus: "S", resultMessage: "success" } };
const REFUSED = { result: { resultCode: "PROCESS_FAIL", resultStatus: "F", resultMessage: "not believed" } };

const key = (text, type) => ({ key: Buffer.from(text, "base64"), format: "der", type });

class Shop {
  constructor({ gatewayUrl, clientId, privateKey, antomPublicKey, port = 0 }) {
    Object.assign(this, { gatewayUrl, clientId, port });
    this.key = createPrivateKey(key(privateKey, "pkcs8"));
    this.antomKey = createPublicKey(key(antomPublicKey, "spki"));
    this.orders = new Map();
  }

  async start() {
    this.server = createServer((request, answer) => this.#serve(request, answer));
    await new Promise((done) => this.server.listen(this.port, "127.0.0.1", done));
    this.port = this.server.address().port;
  }

  async stop() {
    const closed = new Promise((done) => this.server.close(done));
    this.server.closeAllConnections();
    await closed;
  }

  /** Stands at OPEN until Antom says that it is paid (PAID), captured (SHIPPED) or not paid (FAILED). */
  async order(value) {
    const amount = { currency: "SGD", value };
    const order = { id: randomUUID(), amount, status: "OPEN", shipments: 0 };
    this.orders.set(order.id, order);
    const url = `http://127.0.0.1:${this.port}`;
    const answer = await this.#call(PAY, {
      productCode: "CASHIER_PAYMENT",
      paymentRequestId: order.id,
      paymentAmount: amount,
      order: { referenceOrderId: order.id, orderDescription: "Two paper lanterns", orderAmount: amount },
      paymentMethod: { paymentMethodType: "CARD" },
      paymentFactor: { isAuthorization: true },
      env: { terminalType: "WEB", clientIp: "127.0.0.1" },
      paymentRedirectUrl: `${url}/orders/${order.id}`,
      paymentNotifyUrl: `${url}/hooks/antom`,
    });
    return Object.assign(order, { paymentId: answer.paymentId, payUrl: answer.normalUrl });
  }

  /** When no answer comes, the very same request goes out again: Antom knows it by its id. */
  async #call(path, request) {
    const body = JSON.stringify(request);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(path, body);
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  async #send(path, body) {
    const now = String(Date.now());
    const signature = sign("sha256", this.#signed(path, now, body), this.key).toString("base64");
    const headers = {
      "content-type": "application/json; charset=UTF-8",
      "client-id": this.clientId,
      "request-time": now,
      signature: `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(signature)}`,
    };
    const signal = AbortSignal.timeout(15_000);
    const answer = await fetch(this.gatewayUrl + path, { method: "POST", headers, body, signal });
    const text = await answer.text();
    if (!this.#isFromAntom(path, answer.headers.get("response-time"), text, answer.headers.get("signature"))) {
      throw new Error("the answer is not Antom's");
    }
    return JSON.parse(text);
  }

  #signed = (path, at, body) => Buffer.from(`POST ${path}\n${this.clientId}.${at}.${body}`);

  #isFromAntom(path, at, body, header) {
    const signature = decodeURIComponent((header ?? "").split("signature=").at(-1));
    return verify("sha256", this.#signed(path, at, body), this.antomKey, Buffer.from(signature, "base64"));
  }

  #notified(notice) {
    const isSuccess = notice.result.resultStatus === "S";
    if (notice.notifyType === "PAYMENT_RESULT") {
      const order = this.orders.get(notice.paymentRequestId);
      const { currency, value } = notice.paymentAmount;
      if (order?.amount.currency !== currency || order.amount.value !== value) return REFUSED;
      if (order.status === "OPEN") order.status = isSuccess ? "PAID" : "FAILED";
    }
    if (notice.notifyType === "CAPTURE_RESULT" && isSuccess) {
      const order = [...this.orders.values()].find((one) => one.paymentId === notice.paymentId);
      if (!order) return REFUSED;
      if (order.status !== "SHIPPED") {
        // The same notification may come more than once.
        order.status = "SHIPPED";
        order.shipments += 1;
      }
    }
    return ACKNOWLEDGED;
  }

  async #serve(request, answer) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [status, body] = await this.#reply(request, Buffer.concat(chunks).toString());
    answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async #reply({ method, url, headers }, body) {
    if (method === "POST" && url === "/hooks/antom") {
      const isGenuine = this.#isFromAntom(url, headers["request-time"], body, headers.signature);
      const reply = isGenuine ? this.#notified(JSON.parse(body)) : REFUSED;
      return [reply === ACKNOWLEDGED ? 200 : 400, reply];
    }
    if (method === "POST" && url === "/orders") {
      return this.order(JSON.parse(body).amount).then((order) => [201, order], (why) => [502, { why: String(why) }]);
    }
    const order = this.orders.get(url.replace("/orders/", ""));
    return order ? [200, order] : [404, {}];
  }
}

if (require.main === module) {
  const { ANTOM_GATEWAY, ANTOM_CLIENT_ID, ANTOM_MERCHANT_PRIVATE_KEY, ANTOM_PUBLIC_KEY, PORT } = process.env;
  const shop = new Shop({
    gatewayUrl: ANTOM_GATEWAY,
    clientId: ANTOM_CLIENT_ID,
    privateKey: ANTOM_MERCHANT_PRIVATE_KEY,
    antomPublicKey: ANTOM_PUBLIC_KEY,
    port: Number(PORT),
  });
  shop.start().then(() => console.log(`http://127.0.0.1:${shop.port}`));
}

module.exports = { Shop };
