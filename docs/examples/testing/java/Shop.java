import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/**
 * The shop under test: YOUR SHOP goes here. With Spring Boot it is the application context, and a method with
 * {@code @DynamicPropertySource} hands it what is put into the environment below. This one runs the program named by
 * SHOP_COMMAND, which prints its URL.
 */
final class Shop {
    private final Process program;
    private final String url;

    private Shop(Process program, String url) {
        this.program = program;
        this.url = url;
    }

    static Shop start(AntomSandbox antom) throws IOException {
        var builder = new ProcessBuilder(System.getenv("SHOP_COMMAND").split(" "));
        builder.environment().putAll(Map.of(
                "ANTOM_GATEWAY", antom.gatewayUrl(),
                "ANTOM_CLIENT_ID", antom.clientId(),
                "ANTOM_MERCHANT_PRIVATE_KEY", antom.merchantPrivateKey(),
                "ANTOM_PUBLIC_KEY", antom.antomPublicKey(),
                "PORT", "0"));
        var program = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new Shop(program, program.inputReader().readLine());
    }

    void stop() {
        program.destroy();
    }

    /** Whatever makes your shop call `pay`. */
    JsonNode order(String amount) {
        return AntomSandbox.ask("POST", url + "/orders", Map.of("amount", amount));
    }

    /** How an order stands, such as "SHIPPED 1": its status, and how often it was shipped. */
    String look(JsonNode order) {
        var now = AntomSandbox.ask("GET", url + "/orders/" + order.get("id").asText(), null);
        return now.get("status").asText() + " " + now.get("shipments");
    }
}
