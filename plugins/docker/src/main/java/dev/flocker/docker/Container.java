package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container as a playbook declares it. */
@Doc("A container that runs on its nodes, and moves with its volumes when they change.")
record Container(
    @Doc("The container's name on its nodes.") Name name,
    @Doc("The image, by tag or digest; pulled where it is missing, unless an archive is given.")
        ImageReference image,
    @Doc("An archive made by docker save, loaded on nodes that lack its image.")
        Optional<LocalFile> archive,
    @Doc("Arguments in place of the image's.") List<String> command,
    @Doc("Entry point in place of the image's; the image's arguments do not go with it.")
        List<String> entrypoint,
    @Doc("User, or user:group, in place of the image's.") Optional<String> user,
    @Doc("Working directory in place of the image's.") Optional<AbsolutePath> workingDir,
    @Doc("Variables by name; their values are secret in all output.")
        Map<String, Secret> environment,
    @Doc("Files that are rendered and mounted read-only.") List<ConfigFile> files,
    @Doc("Volumes that it mounts; they move along with it.") List<VolumeMount> volumes,
    @Doc("Ports that it listens on.") List<PortMapping> ports,
    @Doc("How to tell whether it is well; else by Docker's own check, else by its running.")
        Optional<HealthCheck> health,
    @Doc("When it is started again: always, on-failure, on-failure:N or never.") @Default("always")
        RestartPolicy restart,
    @Doc("How long it may take to stop before it is killed.") @Default("10s") Duration stopTimeout,
    @Doc("The most memory it may take.") Optional<ByteSize> memory,
    @Doc("Its weight when CPU time is short; 1024 is usual.") Optional<CpuShares> cpuShares,
    @Doc("Who starts it again. By default systemd if it mounts a volume or starts a link.")
        Optional<Supervisor> supervisor) {}
