"use strict";
// What has to work in every shop that takes cards.

const { Sandbox } = require("./sandbox");
const { Shop } = require("./shop");

let sandbox, merchant, shop;

beforeAll(async () => {
  sandbox = await Sandbox.start();
});
afterAll(() => sandbox?.stop());

beforeEach(async () => {
  merchant = await sandbox.merchant();
  const { gatewayUrl, clientId, merchantPrivateKey, antomPublicKey } = merchant.facts;
  // YOUR SHOP: configure and start it here, and let it listen for notifications.
  shop = new Shop({ gatewayUrl, clientId, privateKey: merchantPrivateKey, antomPublicKey });
  await shop.start();
});

afterEach(async () => {
  await shop.stop();
  const findings = await merchant.findings();
  await merchant.remove();
  expect(findings).toEqual([]); // what the shop did wrong
});

test("a paid order is shipped", async () => {
  const order = await shop.order("2590"); // YOUR SHOP: whatever makes it call `pay`
  await merchant.buyer("pay");
  await merchant.advance("10s"); // both notifications are due after 3 to 5 seconds
  expect(await merchant.newest()).toMatchObject({ stage: "CAPTURED" });
  expect(order).toMatchObject({ status: "SHIPPED" });
});

test("a shop that was down ships once", async () => {
  await merchant.arm({ then: { notification: { fault: "duplicate", attempt: 2 } } });
  const order = await shop.order("2590");
  await merchant.buyer("pay");
  await shop.stop();
  await merchant.advance("10s");
  expect(order).toMatchObject({ status: "OPEN" });
  await shop.start();
  await merchant.advance("2m"); // the second attempt, and this one comes twice
  expect(order).toMatchObject({ status: "SHIPPED", shipments: 1 });
  await merchant.expect(
    { notifyType: "CAPTURE_RESULT", outcome: "UNREACHABLE", count: 1 },
    { notifyType: "CAPTURE_RESULT", outcome: "ACCEPTED", count: 2 },
  );
});

test("a lost answer of pay makes no second payment", async () => {
  await merchant.arm({ when: { api: "pay", repeat: 1 }, then: { answer: "reset" } });
  const order = await shop.order("2590");
  expect(await merchant.payments()).toMatchObject([{ normalUrl: order.payUrl }]);
  await merchant.expect({ api: "pay", count: 2 });
});

test("a forged notification is not believed", async () => {
  await merchant.arm({ then: { notification: { fault: "wrong_key", attempt: 1 } } });
  const order = await shop.order("2590");
  await merchant.buyer("pay");
  await merchant.advance("10s");
  expect(order).toMatchObject({ status: "OPEN" });
  await merchant.expect({ notifyType: "PAYMENT_RESULT", outcome: "REFUSED" });
  await merchant.advance("2m"); // the true one
  expect(order).toMatchObject({ status: "SHIPPED" });
});

test("an order that nobody pays ends after 14 minutes", async () => {
  const order = await shop.order("2590");
  await merchant.buyer("leave");
  await merchant.advance("13m 59s");
  expect(order).toMatchObject({ status: "OPEN" });
  await merchant.advance("10s"); // it closes, and the shop is told
  expect(await merchant.newest()).toMatchObject({ stage: "EXPIRED" });
  expect(order).toMatchObject({ status: "FAILED" });
});
