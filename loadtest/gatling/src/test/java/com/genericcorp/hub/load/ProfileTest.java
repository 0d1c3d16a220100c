package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static Profile named(String name) {
        return Profile.ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int connections(Profile profile) {
        return Arrays.stream(Journey.values())
                .mapToInt(journey -> profile.population(journey).to())
                .sum();
    }

    @Test
    void theProfilesAreThoseOfTheRequirements() {
        assertThat(connections(named("baseline"))).isEqualTo(100);
        assertThat(named("baseline").duration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(named("ramp")).extracting(Profile::from, Profile::to).containsExactly(100, 1000);
        assertThat(named("ramp").rise()).isEqualTo(Duration.ofMinutes(10));
        assertThat(connections(named("sustained"))).isEqualTo(1000);
        assertThat(named("sustained").duration()).isEqualTo(Duration.ofMinutes(15));
        assertThat(named("spike")).extracting(Profile::from, Profile::to).containsExactly(500, 1500);
        assertThat(named("spike").rise()).isEqualTo(Duration.ofMinutes(5));
        assertThat(named("multi-tenant").tenants()).isEqualTo(50);
        assertThat(connections(named("multi-tenant"))).isEqualTo(50 * 20);
        assertThat(named("smoke").duration()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theScaleChangesConnectionsAndNoTime() {
        Profile tenth = named("ramp").scaled(0.1);

        assertThat(tenth)
                .extracting(Profile::from, Profile::to, Profile::tenants)
                .containsExactly(10, 100, 5);
        assertThat(tenth.duration()).isEqualTo(named("ramp").duration());
        assertThat(named("multi-tenant").scaled(0.1))
                .extracting(Profile::to, Profile::tenants)
                .containsExactly(100, 50);
    }

    @Test
    void theScaleOfOneChangesNothing() {
        assertThat(Profile.ALL)
                .allSatisfy(profile -> assertThat(profile.scaled(1)).isEqualTo(profile));
    }

    @Property
    void everyConnectionHasAJourneyAndEveryJourneyAConnection(
            @ForAll @IntRange(max = 5) int profile, @ForAll @DoubleRange(min = 0.01, max = 2) double scale) {
        Profile scaled = Profile.ALL.get(profile).scaled(scale);

        assertThat(connections(scaled)).isEqualTo(scaled.to());
        for (Journey journey : Journey.values()) {
            assertThat(scaled.population(journey).from()).isPositive();
        }
        assertThat(scaled.population(Journey.PROVIDER).from()).isGreaterThanOrEqualTo(scaled.tenants());
    }

    @Property
    void everyTickIsBeforeTheEnd(
            @ForAll @IntRange(max = 50) int from,
            @ForAll @IntRange(max = 50) int more,
            @ForAll @IntRange(max = 100) int riseSeconds,
            @ForAll @IntRange(max = 100) int staySeconds) {
        Duration end = Duration.ofSeconds(riseSeconds + staySeconds);
        Duration pace = Duration.ofMillis(700);
        Population population = new Population(from, from + more, Duration.ofSeconds(riseSeconds), end, pace);

        assertThat(population.users()).hasSize(from + more).allSatisfy(user -> {
            assertThat(user.phase()).isLessThan(pace);
            assertThat(user.start().plus(user.phase()).plus(pace.multipliedBy(Math.max(0, user.ticks() - 1))))
                    .isLessThanOrEqualTo(end.plus(user.phase()));
            assertThat(user.start().plus(pace.multipliedBy(user.ticks()))).isLessThanOrEqualTo(end);
        });
    }

    @Test
    void theRequestsOfASteadyProfileAreItsConnectionsTimesItsTime() {
        // 99 users once a second, and an operator every ten seconds with three requests.
        assertThat(named("baseline").plannedRequests()).isEqualTo(99 * 300 + 30 * 3);
    }
}
