package com.genericcorp.hub.standalone;

import java.util.Iterator;
import java.util.List;

/**
 * What {@code ./hub run} was told.
 *
 * @param port 0 for a free one
 * @param fresh whether to forget everything first
 */
record Arguments(int port, boolean fresh) {
    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    /** @throws StartException when an argument is unknown or no port */
    static Arguments parse(List<String> words) {
        int port = DEFAULT_PORT;
        boolean fresh = false;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            switch (rest.next()) {
                case "--fresh" -> fresh = true;
                case "--port" -> port = port(rest.hasNext() ? rest.next() : "");
                case String word when word.startsWith("--port=") -> port = port(word.substring("--port=".length()));
                case String word ->
                    throw new StartException("unknown argument " + word + "; known are --port N and --fresh");
            }
        }
        return new Arguments(port, fresh);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new StartException("--port takes a number from 0 (any free port) to 65535, not \"" + text + "\"");
    }
}
