"use strict";
// antom-sandbox for tests: one program for all of them, a merchant of its own for each.

const { spawn } = require("node:child_process");
const { existsSync, mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { setTimeout } = require("node:timers/promises");

async function call(method, url, body) {
  const answer = await fetch(url, { method, body: JSON.stringify(body) });
  const text = await answer.text();
  // The message is written for people: let the failed test show it.
  if (!answer.ok) throw new Error(`${method} ${url}: ${text}`);
  return text && JSON.parse(text);
}

/** The running program. Port 0 takes any free port, and the ready file tells which. */
class Sandbox {
  static async start() {
    const home = mkdtempSync(join(tmpdir(), "antom-sandbox-"));
    const ready = join(home, "ready.json");
    const words = "serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped --log-level warn";
    const flags = [...words.split(" "), "--home", home, "--ready-file", ready];
    const child = spawn("antom-sandbox", flags, { stdio: ["ignore", "ignore", "inherit"] });
    let failure;
    child.on("error", (error) => (failure = error));
    child.on("exit", () => (failure ??= new Error("antom-sandbox has ended")));
    while (!existsSync(ready)) {
      if (failure) throw failure;
      await setTimeout(10);
    }
    return new Sandbox(home, child, JSON.parse(readFileSync(ready)).admin);
  }

  constructor(home, child, admin) {
    Object.assign(this, { home, child, admin });
  }

  stop() {
    this.child.kill();
    rmSync(this.home, { recursive: true });
  }

  async merchant(wishes = {}) {
    return new Merchant(this.admin, await call("POST", `${this.admin}/v1/merchants`, wishes));
  }
}

/** A world of its own: keys, clock, scenario, payments, notifications. */
class Merchant {
  constructor(admin, facts) {
    this.facts = facts; // clientId, merchantPrivateKey, antomPublicKey, gatewayUrl
    this.url = `${admin}/v1/merchants/${facts.clientId}`;
  }

  get = (path) => call("GET", this.url + path);
  post = (path, body) => call("POST", this.url + path, body);

  payments = async () => (await this.get("/payments")).items;

  /** The newest payment; `stage` tells how it stands. */
  newest = async () => (await this.payments()).at(-1);

  /** The robot buyer: pay, decline, submit, challenge, cancel or leave. */
  buyer = async (action, more = {}) =>
    this.post(`/payments/${(await this.newest()).paymentId}/buyer`, { action, ...more });

  /** Lets time pass. When it returns, the shop has answered everything that came due. */
  advance = (by) => this.post("/clock/advance", { by });

  /** Arms a rule of the scenario format; `times`, `payment` and `for` limit it. */
  arm = (rule, limits = {}) => this.post("/overrides", { rule, ...limits });

  /** Each of these happened, one after the other. */
  expect = (...events) => this.post("/expect", { inOrder: true, events });

  /** What the shop did wrong, each with what to do instead. */
  findings = async () =>
    (await this.get("/findings")).items.map((one) => `${one.finding}: ${one.text}; ${one.instead}`);

  remove = () => call("DELETE", this.url);
}

module.exports = { Sandbox };
