package dev.flocker.geard;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Name;
import java.time.Duration;
import java.util.List;

@Doc("A systemd unit that supervises a container. Containers and links bring it along.")
record UnitSpec(
    @Doc("The container's name.") Name container,
    @Doc("When it is started again: always, on-failure, on-failure:N or never.") @Default("always")
        Restart restart,
    @Doc("How long it has to stop; then it is killed.") @Default("10s") Duration stopTimeout,
    @Doc("Directories on mounted datasets, without which it must not start.")
        List<AbsolutePath> mounts,
    @Doc("Whether it is meant to end: then it is no fault that it is started again and again.")
        @Default("false")
        boolean ends) {}
