package dev.flocker.geard;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import java.util.Optional;

@Doc("Makes a port of one container reachable on the loopback address of another one.")
record LinkSpec(
    @Doc("The container that reaches.") Name from,
    @Doc("The container that is reached, wherever it runs.") Name to,
    @Doc(
            "The port on 127.0.0.1 in the container that reaches: 5432, or 53/udp for one of UDP. By"
                + " the name of the reached one, and its aliases, that answers at its own port"
                + " too.")
        Port localPort,
    @Doc("The port that the reached container listens on, of the same protocol.") Port remotePort,
    @Doc(
            "What the environment variables begin with, and one more name. Default: the reached"
                + " container's name.")
        Optional<Name> alias) {}
