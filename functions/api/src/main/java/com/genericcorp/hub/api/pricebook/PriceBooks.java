package com.genericcorp.hub.api.pricebook;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.usage.Meter;
import com.genericcorp.hub.usage.Width;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The price books. An hour has one price, so books begin at full hours; what is over keeps what it cost. */
@Singleton
final class PriceBooks {
    private final TenantDatabase database;
    private final Clock clock;

    PriceBooks(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The book in force and those to come, the latest first. */
    List<PriceBook> list() {
        return from(database.asOperator(), clock.instant());
    }

    /**
     * Puts a book in force, in place of one that begins at the same hour. A currency in which nothing ever had a price was a
     * mistake: its books go with it.
     *
     * @return the book as it is kept
     * @throws Refusal naming the field that is wrong; 409 when the installation has another currency
     */
    PriceBook put(Change change, NewPriceBook wanted) {
        PriceBook book = book(change, wanted);
        Statements statements = change.statements();
        // Of two first books at once, the second shall see the currency of the first.
        statements.update("lock table public.price_books in share row exclusive mode");
        requireCurrency(statements, book.currency(), change.now());
        Optional<PriceBook> same = from(statements, book.effectiveFrom()).stream()
                .filter(kept -> kept.saysAs(book))
                .findFirst();
        if (same.isEmpty()) {
            replace(statements, book);
        }
        change.audit("price_book.put", book.effectiveFrom());
        return same.orElse(book);
    }

    private static PriceBook book(Change change, NewPriceBook wanted) {
        Instant running = Width.HOUR.start(change.now());
        Instant from = wanted.effectiveFrom() == null ? running : wanted.effectiveFrom();
        if (!from.equals(Width.HOUR.start(from)) || from.isBefore(running)) {
            throw Refusal.invalid("/effective_from", "Must be a full hour, and none that is over.");
        }
        return new PriceBook(
                wanted.currency(),
                from,
                prices(wanted.prices()),
                change.now(),
                change.caller().actor());
    }

    private static List<PriceBook.Price> prices(List<NewPriceBook.Price> wanted) {
        List<PriceBook.Price> prices = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            NewPriceBook.Price price = wanted.get(i);
            if (Meter.of(price.meter()).isEmpty()) {
                throw Refusal.invalid("/prices/" + i + "/meter", "No such meter.");
            }
            PriceBook.Price read = PriceBook.Price.of(
                    price.meter(), price.provider() == null ? "" : price.provider(), new BigDecimal(price.unitPrice()));
            if (prices.stream()
                    .anyMatch(other -> other.meter().equals(read.meter())
                            && other.providerOrAny().equals(read.providerOrAny()))) {
                throw Refusal.invalid("/prices/" + i, "This meter and provider have a price already.");
            }
            prices.add(read);
        }
        prices.sort(Comparator.comparing(PriceBook.Price::meter).thenComparing(PriceBook.Price::providerOrAny));
        return prices;
    }

    private static void requireCurrency(Statements statements, String currency, Instant now) {
        statements.find(row -> row.getString("currency"), """
                        select b.currency from public.price_books b
                        where b.currency <> ? and b.effective_from <= ?
                          and exists (select from public.price_book p where p.effective_from = b.effective_from)
                        limit 1
                        """, currency, now).ifPresent(first -> {
            throw new Refusal(ErrorType.CONFLICT, "Prices of this hub are in " + first + ".");
        });
        statements.update("delete from public.price_books where currency <> ?", currency);
    }

    private static void replace(Statements statements, PriceBook book) {
        statements.update("delete from public.price_books where effective_from = ?", book.effectiveFrom());
        statements.update("""
                insert into public.price_books (effective_from, currency, created_at, created_by) values (?, ?, ?, ?)
                """, book.effectiveFrom(), book.currency(), book.createdAt(), book.createdBy());
        statements.update(
                """
                insert into public.price_book (effective_from, meter, provider, unit_price)
                select ?, meter, provider, unit_price::numeric
                from unnest(?::text[], ?::text[], ?::text[]) as price (meter, provider, unit_price)
                """,
                book.effectiveFrom(),
                texts(book, PriceBook.Price::meter),
                texts(book, PriceBook.Price::providerOrAny),
                texts(book, PriceBook.Price::unitPrice));
    }

    private static String[] texts(PriceBook book, Function<PriceBook.Price, String> text) {
        return book.prices().stream().map(text).toArray(String[]::new);
    }

    /** The book in force at {@code time} and the later ones, the latest first. */
    private static List<PriceBook> from(Statements statements, Instant time) {
        List<Line> lines = statements.list(Line::read, """
                select b.effective_from, b.currency, b.created_at, b.created_by, p.meter, p.provider, p.unit_price
                from public.price_books b
                left join public.price_book p on p.effective_from = b.effective_from
                where b.effective_from >= coalesce(
                  (select max(effective_from) from public.price_books where effective_from <= ?), to_timestamp(0))
                order by b.effective_from desc, p.meter collate "C", p.provider collate "C"
                """, time);
        Map<Instant, List<Line>> books = new LinkedHashMap<>();
        lines.forEach(line -> books.computeIfAbsent(line.book.effectiveFrom(), start -> new ArrayList<>())
                .add(line));
        return books.values().stream().map(PriceBooks::book).toList();
    }

    private static PriceBook book(List<Line> lines) {
        PriceBook book = lines.getFirst().book;
        return new PriceBook(
                book.currency(),
                book.effectiveFrom(),
                lines.stream().flatMap(line -> line.price.stream()).toList(),
                book.createdAt(),
                book.createdBy());
    }

    /** A book, and one of its prices where it has any. */
    private record Line(PriceBook book, Optional<PriceBook.Price> price) {
        static Line read(ResultSet row) throws SQLException {
            String meter = row.getString("meter");
            return new Line(
                    new PriceBook(
                            row.getString("currency"),
                            row.getObject("effective_from", OffsetDateTime.class)
                                    .toInstant(),
                            List.of(),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getString("created_by")),
                    meter == null
                            ? Optional.empty()
                            : Optional.of(PriceBook.Price.of(
                                    meter, row.getString("provider"), row.getBigDecimal("unit_price"))));
        }
    }
}
