package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis 6.2 server on the loopback interface. */
public final class RedisServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final RedisOptions options;
    private final ChildProcesses children;
    private final Path program;
    private final ChildServer server;

    private RedisServer(RedisOptions options, Path program, ChildProcesses children) {
        this.options = options;
        this.children = children;
        this.program = program;
        this.server = new ChildServer(options.port(), this::launch, "TERM", STOP);
    }

    /** @throws EmbeddedServerException when it does not answer within 20 seconds */
    public static RedisServer start(RedisOptions options, ChildProcesses children) {
        try {
            Directories.owned(options.directory());
            RedisServer server = new RedisServer(options, unpack(options.directory()), children);
            server.start();
            return server;
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot write to " + options.directory(), e);
        }
    }

    /** Starts again after {@link #stop} or {@link #crash}, on the same port. */
    public void start() {
        server.start();
    }

    public void stop() {
        server.stop();
    }

    /** Kills the server; a durable one then has everything it had written to its file, at most a second less. */
    public void crash() {
        server.crash();
    }

    @Override
    public void close() {
        stop();
    }

    public int port() {
        return server.port();
    }

    /** {@code redis://…}, with the password where there is one. */
    public String url() {
        return "redis://" + (options.password().isEmpty() ? "" : ":" + options.password() + "@") + "127.0.0.1:"
                + port();
    }

    private Process launch(int candidate) {
        Path log = options.directory().resolve("redis.log");
        Process started = children.start(
                List.of(program.toString(), configuration(candidate).toString()), log);
        boolean ended = !Deadline.await(START, () -> !started.isAlive() || answers(candidate)) || !started.isAlive();
        if (ended) {
            ChildProcesses.kill(started.toHandle());
            throw new EmbeddedServerException("Redis did not start on port " + candidate + "; see " + log);
        }
        return started;
    }

    /** A file, not arguments: the password must not be in the process list. */
    private Path configuration(int candidate) {
        List<String> lines = new ArrayList<>(List.of(
                "bind 127.0.0.1", "port " + candidate, "daemonize no", "save \"\"", "dir " + options.directory()));
        lines.add("appendonly " + (options.durable() ? "yes" : "no"));
        if (!options.password().isEmpty()) {
            lines.add("requirepass " + options.password());
        }
        lines.addAll(options.lines());
        Path file = options.directory().resolve("redis.conf");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot write " + file, e);
        }
    }

    /** Any answer but «loading» will do: without the password it is a refusal. */
    private static boolean answers(int candidate) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), candidate)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path unpack(Path directory) throws IOException {
        String name = Platform.current().redisExecutable();
        Path target = directory.resolve(name);
        if (Files.isExecutable(target)) {
            return target;
        }
        Path fresh = directory.resolve(name + ".unpacking");
        try (InputStream resource = RedisServer.class.getResourceAsStream("/" + name)) {
            if (resource == null) {
                throw new EmbeddedServerException("no Redis for this machine: " + name + " is not bundled");
            }
            Files.copy(resource, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
