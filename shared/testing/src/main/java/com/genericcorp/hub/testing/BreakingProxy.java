package com.genericcorp.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between an application and PostgreSQL and breaks one of their exchanges: the application's own driver and pool
 * meet what they would meet in a failure. An exchange is all that goes to the server up to a Sync or a simple query,
 * and all that comes back up to ReadyForQuery: a statement, {@code act_as} with its statement, or a commit.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-flow.html">PostgreSQL's message flow</a>
 */
public final class BreakingProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;
    /** As a statement fails that took too long. */
    private static final String FAILING = "do $$begin raise exception 'for a test' using errcode = '57014'; end$$";

    private final int postgresPort;
    private final Backends backends;
    private final ServerSocket listening;
    private @Nullable Fault fault;
    private int remaining;

    public BreakingProxy(int postgresPort, Backends backends) {
        this.postgresPort = postgresPort;
        this.backends = backends;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("breaking-proxy").start(this::accept);
    }

    /** What happens to an exchange. */
    public enum Fault {
        /** The connection breaks before it is sent. */
        NEVER_SENT,
        /** The server ends the session before it. */
        ENDED_BEFORE,
        /** It fails. */
        FAILED,
        /** It is done, and the connection breaks before its answer arrives. */
        ANSWER_LOST,
        /** It is done and answered, and the server ends the session. */
        ENDED_AFTER
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Breaks the exchange of that number, counted over all connections from now on; the first is 1. */
    public synchronized void breakAt(int number, Fault wanted) {
        fault = wanted;
        remaining = number;
    }

    /** Breaks nothing more; whether there was anything to break. */
    public synchronized boolean stopBreaking() {
        boolean broke = fault != null && remaining <= 0;
        fault = null;
        return broke;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized @Nullable Fault next() {
        return fault != null && --remaining == 0 ? fault : null;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), postgresPort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Session session = new Session(
                    input(client),
                    client.getOutputStream(),
                    input(server),
                    new DataOutputStream(server.getOutputStream()));
            if (session.start()) {
                session.run();
            }
        } catch (IOException e) {
            // One side is gone, and now the other.
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataInputStream input(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** One connection. */
    private final class Session {
        private final DataInputStream fromClient;
        private final OutputStream toClient;
        private final DataInputStream fromServer;
        private final DataOutputStream toServer;
        private int backend;

        Session(
                DataInputStream fromClient,
                OutputStream toClient,
                DataInputStream fromServer,
                DataOutputStream toServer) {
            this.fromClient = fromClient;
            this.toClient = toClient;
            this.fromServer = fromServer;
            this.toServer = toServer;
        }

        /** Until the server is ready for a query; false when this connection is none for queries. */
        boolean start() throws IOException {
            while (true) {
                byte[] start = fromClient.readNBytes(fromClient.readInt() - Integer.BYTES);
                int code = number(start, 0);
                if (code == SSL_REQUEST || code == GSS_REQUEST) {
                    toClient.write('N');
                    toClient.flush();
                } else {
                    toServer.writeInt(start.length + Integer.BYTES);
                    toServer.write(start);
                    return code != CANCEL_REQUEST && authenticated();
                }
            }
        }

        private boolean authenticated() throws IOException {
            while (true) {
                Message message = Message.read(fromServer);
                toClient.write(message.bytes);
                switch (message.type()) {
                    case 'K' -> backend = number(message.bytes, 5);
                    case 'Z' -> {
                        return true;
                    }
                    case 'E' -> {
                        return false;
                    }
                    case 'R' -> {
                        int method = number(message.bytes, 5);
                        // All but "done" and the last word of SASL want an answer.
                        if (method != 0 && method != 12) {
                            toServer.write(Message.read(fromClient).bytes);
                        }
                    }
                    default -> {}
                }
            }
        }

        void run() throws IOException, SQLException {
            while (true) {
                byte[] question = question();
                @Nullable Fault now = next();
                if (now == null) {
                    toServer.write(question);
                    toClient.write(answer());
                    continue;
                }
                switch (now) {
                    case NEVER_SENT -> {
                        return;
                    }
                    case ENDED_BEFORE -> {
                        backends.end(backend);
                        toServer.write(question);
                        fromServer.transferTo(toClient);
                        return;
                    }
                    case FAILED -> {
                        toServer.write(query(FAILING));
                        toClient.write(answer());
                    }
                    case ANSWER_LOST -> {
                        toServer.write(question);
                        answer();
                        return;
                    }
                    case ENDED_AFTER -> {
                        toServer.write(question);
                        byte[] answer = answer();
                        backends.end(backend);
                        toClient.write(answer);
                    }
                }
            }
        }

        private byte[] question() throws IOException {
            return until(fromClient, "SQX");
        }

        /** Also what a session says that was ended, and then no more. */
        private byte[] answer() throws IOException {
            return until(fromServer, "Z");
        }

        private byte[] until(DataInputStream in, String lastTypes) throws IOException {
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            while (true) {
                Message message;
                try {
                    message = Message.read(in);
                } catch (EOFException e) {
                    toClient.write(in == fromServer ? messages.toByteArray() : new byte[0]);
                    throw e;
                }
                messages.write(message.bytes);
                if (lastTypes.indexOf(message.type()) >= 0) {
                    return messages.toByteArray();
                }
            }
        }
    }

    /** A message as it is on the wire: its type, its length, the rest. */
    private record Message(byte[] bytes) {
        static Message read(DataInputStream in) throws IOException {
            byte type = in.readByte();
            int length = in.readInt();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(type);
            out.writeInt(length);
            copy(in, out, length - Integer.BYTES);
            return new Message(bytes.toByteArray());
        }

        private static void copy(InputStream in, OutputStream out, int length) throws IOException {
            byte[] rest = in.readNBytes(length);
            if (rest.length < length) {
                throw new EOFException();
            }
            out.write(rest);
        }

        char type() {
            return (char) bytes[0];
        }
    }

    private static byte[] query(String sql) throws IOException {
        byte[] text = sql.getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte('Q');
        out.writeInt(Integer.BYTES + text.length + 1);
        out.write(text);
        out.writeByte(0);
        return bytes.toByteArray();
    }

    private static int number(byte[] bytes, int at) {
        return java.nio.ByteBuffer.wrap(bytes).getInt(at);
    }
}
