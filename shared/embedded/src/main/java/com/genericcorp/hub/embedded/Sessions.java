package com.genericcorp.hub.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Command prefixes that change who a child is to the kernel; each replaces itself by the command, keeping its pid. */
public final class Sessions {
    private static final String PERL_SETSID = "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127";

    private Sessions() {}

    /** Makes a child the leader of a new session: util-linux has a tool, macOS has Perl. */
    static List<String> ownSession() {
        return find("setsid")
                .map(setsid -> List.of(setsid.toString()))
                .or(() -> find("perl").map(perl -> List.of(perl.toString(), "-e", PERL_SETSID)))
                .orElse(List.of());
    }

    /** Takes root's name away, for servers that refuse to run as root. Empty for everybody else. */
    public static List<String> notAsRoot() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        Path unshare = find("unshare")
                .orElseThrow(() -> new EmbeddedServerException(
                        "the servers refuse to run as root: install unshare (util-linux) or use another user"));
        return List.of(unshare.toString(), "--user");
    }

    private static Optional<Path> find(String tool) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory, tool);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
