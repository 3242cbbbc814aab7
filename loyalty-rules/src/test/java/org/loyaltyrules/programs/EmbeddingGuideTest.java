package org.loyaltyrules.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.watch.ProgramWatcher;

/** The examples in docs/embedding.md on another program do what the guide says. */
class EmbeddingGuideTest {

    private static final String CATALOG = """
            {"name": "shop", "version": "%d", "zone": "UTC", "currency": "EUR", "tiers": ["A"]}
            """;

    @TempDir
    private Path folder;

    private void write(int version) throws IOException {
        Files.writeString(folder.resolve("program.json"), CATALOG.formatted(version));
    }

    @Test
    void given_a_new_version_when_it_is_reloaded_as_in_the_guide_then_it_decides() throws IOException {
        write(1);
        try (MembershipEngine engine =
                MembershipEngine.builder().program(LoyaltyProgram.load(folder)).build()) {
            write(2);

            engine.reload(LoyaltyProgram.load(folder));

            assertThat(engine.program().id()).isEqualTo("shop@2");
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void given_a_folder_watched_as_in_the_guide_when_it_changes_then_its_program_decides() throws Exception {
        write(1);
        CountDownLatch reloaded = new CountDownLatch(1);
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(LoyaltyProgram.load(folder))
                .onReload(reload -> reloaded.countDown())
                .build()) {
            try (ProgramWatcher watcher = ProgramWatcher.of(engine, folder)
                    .onAttempt(attempt -> System.out.println(attempt.describe()))
                    .start()) {
                assertThat(watcher).isNotNull();
                write(2);
                reloaded.await();
            }
            assertThat(engine.program().id()).isEqualTo("shop@2");
        }
    }
}
