"use strict";
// antom-sandbox in a container, in the place of the `Sandbox` of sandbox.js.

const { GenericContainer, TestContainers, Wait } = require("testcontainers");
const { Sandbox } = require("./sandbox");

/** `shopPort` is where the shop listens on this machine. */
async function startSandbox(shopPort, image = "antom-sandbox") {
  await TestContainers.exposeHostPorts(shopPort);
  const container = await new GenericContainer(image)
    .withExposedPorts(8080, 8090)
    .withEnvironment({
      ANTOM_SANDBOX_CLOCK: "stepped",
      // The shop calls itself localhost, which is another machine for the container.
      ANTOM_SANDBOX_NOTIFY_REWRITE: `http://localhost:${shopPort}=http://host.testcontainers.internal:${shopPort}`,
    })
    .withWaitStrategy(Wait.forHttp("/readyz", 8090).forStatusCode(200))
    .start();
  return new ContainedSandbox(container);
}

class ContainedSandbox extends Sandbox {
  constructor(container) {
    const url = (port) => `http://${container.getHost()}:${container.getMappedPort(port)}`;
    super(undefined, undefined, url(8090));
    Object.assign(this, { container, gatewayUrl: url(8080) });
  }

  async merchant(wishes) {
    const merchant = await super.merchant(wishes);
    // The container does not know the port by which it is reached.
    merchant.facts.gatewayUrl = this.gatewayUrl;
    return merchant;
  }

  stop() {
    return this.container.stop();
  }
}

module.exports = { startSandbox };
