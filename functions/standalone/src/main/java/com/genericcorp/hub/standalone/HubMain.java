package com.genericcorp.hub.standalone;

import com.genericcorp.hub.embedded.ChildProcesses;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** {@code ./hub run}: prepares what the functions expect to find, then runs them all. */
@QuarkusMain
public final class HubMain {
    private static final int MASTER_KEY_BYTES = 32;

    private HubMain() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] words) {
        // Before the first logger, as Quarkus itself would set it.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        PrintStream err = System.err;
        StateDirectory state = StateDirectory.of(System.getenv());
        try {
            Arguments arguments = Arguments.parse(List.of(words));
            refuseBusyPort(arguments.port());
            // Held until the process ends, by whatever cause.
            FileLock lock = state.lock();
            Shutdown shutdown = new Shutdown(state);
            prepare(arguments, state, shutdown);
            Quarkus.run(HubApplication.class, (code, failure) -> {
                shutdown.applicationStopped();
                if (failure != null) {
                    err.println("hub: " + StartFailure.line(failure, state));
                }
                Runtime.getRuntime().exit(code);
            });
            lock.release();
        } catch (StartException e) {
            err.println("hub: " + e.getMessage());
            System.exit(1);
        } catch (IOException | RuntimeException e) {
            err.println("hub: " + StartFailure.line(e, state));
            System.exit(1);
        }
    }

    private static void prepare(Arguments arguments, StateDirectory state, Shutdown shutdown) throws IOException {
        ChildProcesses children = new ChildProcesses(state.children());
        children.endLeftovers();
        if (arguments.fresh()) {
            state.clear();
        }
        keepStrayOutput(state);
        Files.deleteIfExists(state.url());
        SecureRandom random = new SecureRandom();
        Settings settings = new Settings(System.getenv(), System.getProperties());
        settings.set("hub.master-key", state.secret("master-key", () -> masterKey(random)));
        LocalIssuer.ensure(state);
        trustLocalIssuer(settings, state);
        settings.set("quarkus.http.port", Integer.toString(arguments.port()));
        settings.set("quarkus.log.file.path", state.log().toString());
        if (!settings.given("hub.export.bucket")) {
            settings.set("hub.export.directory", state.exports().toString());
        }
        EmbeddedParts parts = new EmbeddedParts(state, settings, children, random);
        shutdown.thenClose(parts);
        parts.start();
        settings.set("hub.standalone.parts", String.join(", ", parts.names()));
        settings.set("hub.standalone.state", state.path().toString());
        shutdown.applicationStarts();
    }

    /** Before anything is started, so that nothing has to be stopped again. */
    private static void refuseBusyPort(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (BindException e) {
            throw new StartException(
                    "port " + port + " is in use; choose another with --port N, or --port 0 for any free one", e);
        }
    }

    /** What libraries say before the log is configured, or when that fails, would bury the one line for the person. */
    private static void keepStrayOutput(StateDirectory state) throws IOException {
        OutputStream file = Files.newOutputStream(
                state.file("stderr.log"), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        System.setErr(new PrintStream(file, true, StandardCharsets.UTF_8));
    }

    private static void trustLocalIssuer(Settings settings, StateDirectory state) {
        String jwks = LocalIssuer.jwks(state).toUri().toString();
        trust(settings, "hub.jwt.issuers.local-operators.", LocalIssuer.OPERATORS, jwks, "operator");
        trust(settings, "hub.jwt.issuers.local-tenants.", LocalIssuer.TENANTS, jwks, "tenant");
        settings.set("hub.jwt.issuers.local-tenants.tenant-claim", LocalIssuer.TENANT_CLAIM);
    }

    private static void trust(Settings settings, String prefix, String issuer, String jwks, String kind) {
        settings.set(prefix + "issuer", issuer);
        settings.set(prefix + "jwks", jwks);
        settings.set(prefix + "audience", LocalIssuer.AUDIENCE);
        settings.set(prefix + "groups-claim", LocalIssuer.GROUPS_CLAIM);
        settings.set(prefix + "kind", kind);
    }

    private static String masterKey(SecureRandom random) {
        byte[] key = new byte[MASTER_KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
