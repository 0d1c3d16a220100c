package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.ids.TenantId;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements. SQL text is a compile-time constant; {@code {t}} in it stands for the tenant's schema (and role) and
 * is the only substitution. Arguments are bound in order to its question marks.
 *
 * <p>Every method throws {@link DatabaseException} when PostgreSQL refuses and {@link DatabaseUnavailableException} when
 * it is away.
 */
public abstract class Statements {
    Statements() {}

    public final <T> List<T> list(Row<T> row, @CompileTimeConstant String sql, @Nullable Object... arguments) {
        return run(sql, arguments, Jdbc.rows(row));
    }

    /** The only row, or empty. A second row is an error in the statement. */
    public final <T> Optional<T> find(Row<T> row, @CompileTimeConstant String sql, @Nullable Object... arguments) {
        return Jdbc.only(run(sql, arguments, Jdbc.rows(row)));
    }

    /** The number of rows that an insert, update or delete touched. */
    public final int update(@CompileTimeConstant String sql, @Nullable Object... arguments) {
        return run(sql, arguments, statement -> statement.getUpdateCount());
    }

    abstract <T> T run(String sql, @Nullable Object[] arguments, Jdbc.Outcome<T> outcome);

    /** Statements on an owner's connection, whose transaction the caller keeps; {@code {t}} is {@code tenant}'s. */
    public static Statements on(Connection connection, TenantId tenant) {
        return on(connection, new DatabaseRole.OfTenant(tenant)::render);
    }

    /** Statements on an owner's connection, whose transaction the caller keeps, about no tenant's schema. */
    public static Statements on(Connection connection) {
        return on(connection, UnaryOperator.identity());
    }

    static Statements on(Connection connection, UnaryOperator<String> render) {
        return new Statements() {
            @Override
            <T> T run(String sql, @Nullable Object[] arguments, Jdbc.Outcome<T> outcome) {
                try {
                    return Jdbc.run(connection, render.apply(sql), arguments, outcome);
                } catch (SQLException e) {
                    throw DatabaseException.of(e);
                }
            }
        };
    }
}
