package com.genericcorp.hub.testing;

import com.genericcorp.hub.embedded.ChildProcesses;
import com.genericcorp.hub.embedded.EmbeddedServerException;
import com.genericcorp.hub.embedded.Ports;
import com.genericcorp.hub.embedded.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's PgBouncer in transaction mode: a server connection belongs to a client for one transaction, then to the next
 * client. Whatever of a role outlived its transaction would be met by another tenant here.
 */
public final class PgBouncer implements AutoCloseable {
    /** What the pooler's own connections are called in the server's log, and what its clients must call themselves. */
    public static final String APPLICATION = "pgbouncer";

    private static final Duration START = Duration.ofSeconds(10);
    private static final int FREE_PORT_TRIES = 5;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PgBouncer start(Path directory, int postgresPort, int serverConnections, ChildProcesses children) {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            List<String> command = new ArrayList<>(Sessions.notAsRoot());
            command.addAll(DebianTool.command("pgbouncer"));
            command.add(configuration(directory, port, postgresPort, serverConnections)
                    .toString());
            Path log = directory.resolve("pgbouncer.log");
            Process process = children.start(command, log);
            try {
                Await.until("PgBouncer listens; see " + log, START, () -> !process.isAlive() || listens(port));
                if (process.isAlive()) {
                    return new PgBouncer(process, port);
                }
            } catch (AssertionError e) {
                ChildProcesses.kill(process.toHandle());
                throw e;
            }
            if (attempt == FREE_PORT_TRIES) {
                throw new EmbeddedServerException("PgBouncer did not start; see " + log);
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/hub?ApplicationName=" + APPLICATION;
    }

    @Override
    public void close() {
        ChildProcesses.kill(process.toHandle());
    }

    private static Path configuration(Path directory, int port, int postgresPort, int serverConnections) {
        try {
            Path users = directory.resolve("users.txt");
            Files.deleteIfExists(users);
            Files.createFile(users, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(users, "\"hub_api\" \"" + TestServers.LOGIN_PASSWORD + "\"\n");
            return Files.writeString(directory.resolve("pgbouncer.ini"), """
                    [databases]
                    hub = host=127.0.0.1 port=%d dbname=hub application_name=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = scram-sha-256
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = %d
                    max_client_conn = 200
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                            postgresPort, APPLICATION, port, users, serverConnections));
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot configure PgBouncer in " + directory, e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
