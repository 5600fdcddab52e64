"""antom-sandbox in a container, in the place of the `Sandbox` of sandbox.py."""

from sandbox import Sandbox
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy


class SandboxContainer(Sandbox):
    """`shop_port` is where the shop listens on this machine, on all addresses (0.0.0.0)."""

    def __init__(self, shop_port, image="antom-sandbox"):
        self._container = (
            DockerContainer(image)
            .with_exposed_ports(8080, 8090)
            .with_env("ANTOM_SANDBOX_CLOCK", "stepped")
            # The shop calls itself localhost, which is another machine for the container.
            .with_env(
                "ANTOM_SANDBOX_NOTIFY_REWRITE",
                f"http://localhost:{shop_port}=http://host.docker.internal:{shop_port}",
            )
            .with_kwargs(extra_hosts={"host.docker.internal": "host-gateway"})
            .waiting_for(HttpWaitStrategy(8090, "/readyz").for_status_code(200))
        )

    def _url(self, port):
        return f"http://{self._container.get_container_host_ip()}:{self._container.get_exposed_port(port)}"

    def __enter__(self):
        self._container.start()
        self.admin = self._url(8090)
        return self

    def __exit__(self, *_):
        self._container.stop()

    def merchant(self, **wishes):
        merchant = super().merchant(**wishes)
        # The container does not know the port by which it is reached.
        merchant.gateway_url = self._url(8080)
        return merchant
