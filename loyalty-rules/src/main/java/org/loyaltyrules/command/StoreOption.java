package org.loyaltyrules.command;

import org.jspecify.annotations.Nullable;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.StoreException;
import org.loyaltyrules.store.jdbc.JdbcMembershipStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where members are kept between two runs. */
final class StoreOption {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "Keep members in this database, such as jdbc:h2:file:./loyalty or"
                    + " jdbc:postgresql://localhost/shop?user=shop; without it they are forgotten in the end.")
    private @Nullable String url;

    /** The store; null where nothing was said. */
    @Nullable
    JdbcMembershipStore open() {
        if (url == null) {
            return null;
        }
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new UsageException(
                    spec.commandLine(), "--store needs a URL that begins with jdbc:h2: or jdbc:postgresql:");
        }
        try {
            return JdbcMembershipStore.open(url);
        } catch (ConcurrentUnitException | StoreException e) {
            throw new UsageException(
                    spec.commandLine(),
                    "the database of --store cannot be opened: " + e.getMessage() + ". Is the URL right, and"
                            + " does the database run?");
        }
    }
}
