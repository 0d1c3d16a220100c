package com.genericcorp.hub.api.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives each step's status: rows hold times alone, and the operation's status says the rest. */
final class Steps {
    private Steps() {}

    record Times(
            String name,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    static Times read(ResultSet row) throws SQLException {
        return new Times(row.getString("name"), instant(row, "started_at"), instant(row, "finished_at"));
    }

    static List<Operation.Step> show(String operationStatus, List<Times> times) {
        List<Operation.Step> steps = new ArrayList<>();
        boolean first = true;
        for (Times step : times) {
            boolean finished = step.finishedAt() != null;
            String status = finished ? "succeeded" : first ? unfinished(operationStatus) : "pending";
            first &= finished;
            steps.add(new Operation.Step(step.name(), status, step.startedAt(), step.finishedAt()));
        }
        return steps;
    }

    private static String unfinished(String operationStatus) {
        return switch (operationStatus) {
            case "running", "failed" -> operationStatus;
            default -> "pending";
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
