import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** antom-sandbox in a container, for tests whose shop runs on this machine. */
public final class AntomSandboxContainer extends GenericContainer<AntomSandboxContainer> {
    private static final int GATEWAY = 8080;
    private static final int ADMIN = 8090;

    /** {@code shopPort} is where the shop is going to listen. */
    public AntomSandboxContainer(int shopPort) {
        super(DockerImageName.parse("antom-sandbox"));
        // Before the container starts: this is what makes host.testcontainers.internal known inside.
        Testcontainers.exposeHostPorts(shopPort);
        withExposedPorts(GATEWAY, ADMIN);
        withEnv("ANTOM_SANDBOX_CLOCK", "stepped");
        // The shop calls itself localhost, which is another machine for the container.
        withEnv(
                "ANTOM_SANDBOX_NOTIFY_REWRITE",
                String.format("http://localhost:%1$d=http://host.testcontainers.internal:%1$d", shopPort));
        waitingFor(Wait.forHttp("/readyz").forPort(ADMIN).forStatusCode(200));
    }

    /** What the shop is configured with. The container does not know the port by which it is reached. */
    public String gatewayUrl() {
        return "http://" + getHost() + ":" + getMappedPort(GATEWAY);
    }

    /** What the tests speak to. */
    public String adminUrl() {
        return "http://" + getHost() + ":" + getMappedPort(ADMIN);
    }
}
