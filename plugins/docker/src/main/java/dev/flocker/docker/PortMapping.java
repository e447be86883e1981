package dev.flocker.docker;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import java.util.Optional;

/** A port that a container listens on. */
record PortMapping(
    @Doc("As the container numbers it.") Port internal,
    @Doc("Where it is reached on every node of the play.") Optional<Port> external) {}
