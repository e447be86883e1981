package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.KeyTable;
import dev.flocker.api.schema.OrOne;
import dev.flocker.api.schema.Values;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.VariablesFile;
import dev.flocker.docker.option.Network;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.RestartPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container as a playbook declares it. */
@Doc("A container that runs on its nodes, and moves with its volumes when they change.")
record Container(
    @Doc("The container's name on its nodes.") Name name,
    @Doc(
            "The image, by tag or digest; pulled where it is missing, unless an archive is given. Of"
                + " one that is built, its name: its tag says what it was built from.")
        Optional<ImageReference> image,
    @Doc(
            "Whether its image is pulled: if it is missing, when it is made; always, by each run, which makes the container anew from a newer one; or never.")
        @Default("missing")
        Pull pull,
    @Doc(
            "Logins to the registries that it may be pulled from; by default those of its play. For"
                + " others counts what its node's own Docker has.")
        List<Registry> registries,
    @Doc("How its image is built: on one node, from where the others get it.")
        Optional<Build> build,
    @Doc("An archive made by docker save, loaded on nodes that lack its image.")
        Optional<LocalFile> archive,
    @KeyTable(Options.class) Values options,
    @Doc("Variables by name; their values are secret in all output.")
        Map<String, Secret> environment,
    @Doc(
            "Files of variables, as .env is for Docker Compose; a later one wins over an earlier"
                + " one, and environment over all.")
        @OrOne
        List<VariablesFile> envFile,
    @Doc("Files that are rendered, or shipped as they are, and mounted read-only.")
        List<ConfigFile> files,
    @Doc("Folders that are shipped as they are, and mounted read-only.") List<ConfigFolder> folders,
    @Doc("A container of its node that flocker did not make, and that becomes this one.")
        Optional<ContainerId> adopt,
    @Doc("Volumes that it mounts; they move along with it.") List<VolumeMount> volumes,
    @Doc("Places on its nodes that it sees; they stay where they are when it moves.")
        List<Mount> mounts,
    @Doc("Ports that it listens on.") List<PortMapping> ports,
    @Doc("Further names by which containers find it that have a link to it.") List<Name> aliases,
    @Doc("Containers that have to be well before it starts; or, if they are meant to end, done.")
        List<Name> dependsOn,
    @Doc("How to tell whether it is well; else by Docker's own check, else by its running.")
        Optional<HealthCheck> health,
    @Doc("How it is replaced where it is on several nodes: by default on one after the other.")
        Optional<Update> update,
    @Doc("Commands that are run in it at certain moments: a flush before a snapshot.")
        Optional<Hooks> hooks,
    @Doc("Who starts it again. By default systemd if it mounts a volume or starts a link.")
        Optional<Supervisor> supervisor) {

  List<PortMapping.Single> eachPort() {
    return ports.stream().flatMap(p -> p.each().stream()).toList();
  }

  /** All its variables: those of files, and its own. */
  Map<String, Secret> variables() {
    Map<String, Secret> all = new LinkedHashMap<>();
    envFile.forEach(file -> all.putAll(file.variables()));
    all.putAll(environment);
    return all;
  }

  /** Whether it is meant to end. */
  boolean once() {
    return health.filter(HealthCheck::completed).isPresent();
  }

  /**
   * Whether it may end by itself, as one that nobody starts again, asks or reaches from outside.
   */
  boolean mayEnd() {
    return restart().equals(RestartPolicy.NEVER)
        && health.stream().allMatch(HealthCheck::isDockers)
        && eachPort().stream().allMatch(port -> port.external().isEmpty());
  }

  /** The container whose network it has; empty if none's. */
  Optional<Ref> networkOf() {
    return options
        .get(Options.NETWORK.key())
        .flatMap(Network::container)
        .map(name -> new Ref(ContainerType.NAME, name));
  }

  RestartPolicy restart() {
    return options.get(Options.RESTART.key()).orElseThrow();
  }

  Duration stopTimeout() {
    return options.get(Options.STOP_TIMEOUT.key()).orElseThrow();
  }
}
