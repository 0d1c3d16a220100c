package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, command by command, as a newcomer types it. */
@Tag("launcher")
class ReadmeIT {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern SHELL_BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path state;

    @Test
    void theTourWorks() throws Exception {
        try (LaunchedHub hub = LaunchedHub.ready(state, "--port", "0")) {
            String script = tour().replace("http://127.0.0.1:8080", hub.url().toString());
            ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", script).directory(ROOT.toFile());
            shell.environment().put("HUB_STATE_DIR", state.toString());
            Process process = shell.redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            assertThat(printed)
                    .contains("\"status\":\"succeeded\"", "\"api_key\":\"hub_live_")
                    .contains("\"slug\":\"acme\"")
                    .contains("\"ingest_url\":\"" + hub.url() + "/v1/ingest/con_")
                    .contains("\"duplicate\":false")
                    .contains("\"type\":\"code.push\"", "\"subject\":\"acme/site@refs/heads/main\"")
                    .contains(
                            "\"quantity\":4,\"complete\":false}",
                            "\"quantity\":1,\"complete\":false,\"provider\":\"github\"}")
                    .contains("problems/bad-signature");
        }
    }

    private static String tour() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String section = readme.substring(readme.indexOf("## Five minutes"), readme.indexOf("## How it is built"));
        return SHELL_BLOCK.matcher(section).results().map(ReadmeIT::commands).collect(Collectors.joining("\n"));
    }

    private static String commands(MatchResult block) {
        return block.group(1);
    }
}
