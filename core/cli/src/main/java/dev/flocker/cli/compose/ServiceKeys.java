package dev.flocker.cli.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each key of a service: the one table of it, in the order of the Compose
 * Specification. A key below another one is written {@code deploy.replicas}.
 */
final class ServiceKeys {

  private static final String SWARM = "it is for a swarm";
  private static final String KERNEL = "a container has no key for it";

  private static final Map<String, Fate> ALL = new LinkedHashMap<>();

  static {
    left("annotations", KERNEL);
    meaningless("attach", "it chooses what \"docker compose up\" prints");
    handled("build", Builds.class);
    left("build.additional_contexts", "an image is built from one folder");
    handled("build.args", Builds.class);
    left("build.cache_from", "Docker's own cache on the node is used");
    left("build.cache_to", "Docker's own cache on the node is used");
    handled("build.context", Builds.class);
    taken("build.dockerfile");
    taken("build.dockerfile_inline");
    left("build.entitlements", "Docker builds without further rights");
    taken("build.extra_hosts");
    left("build.isolation", "it is for Windows");
    taken("build.labels");
    taken("build.network");
    meaningless("build.no_cache", "what is built once is not built again");
    left("build.platforms", "an image is built for the node that builds it");
    left("build.privileged", "Docker builds without further rights");
    meaningless("build.provenance", "it is for a registry");
    meaningless("build.pull", "Docker asks for a base image where it is missing");
    meaningless("build.sbom", "it is for a registry");
    left("build.secrets", "a build gets no secrets");
    taken("build.shm_size", "shm_size", Written::size);
    left("build.ssh", "a build gets no keys");
    left("build.tags", "its tag says what it was built from");
    taken("build.target");
    left("build.ulimits", "Docker's own are used");
    left("blkio_config", KERNEL);
    taken("cpu_shares");
    left("cpu_count", "it is for Windows");
    left("cpu_percent", "it is for Windows");
    left("cpu_period", "write cpus");
    left("cpu_quota", "write cpus");
    left("cpu_rt_period", KERNEL);
    left("cpu_rt_runtime", KERNEL);
    taken("cpus");
    taken("cpuset");
    taken("cap_add");
    taken("cap_drop");
    left("cgroup", KERNEL);
    left("cgroup_parent", KERNEL);
    taken("command");
    handled("configs", SecretFiles.class);
    handled("container_name", ContainerNames.class);
    left("credential_spec", "it is for Windows");
    handled("depends_on", Dependencies.class);
    handled("deploy.replicas", Replicas.class);
    handled("deploy.restart_policy", Restarts.class);
    taken("deploy.resources.limits.cpus", "cpus", Forms::scalar);
    taken("deploy.resources.limits.memory", "memory", Written::size);
    taken("deploy.resources.limits.pids", "pids_limit", Forms::scalar);
    left("deploy.resources.reservations.cpus", "Docker sets no processors aside");
    taken("deploy.resources.reservations.memory", "memory_reservation", Written::size);
    taken("deploy.resources.reservations.devices", "gpus", Written::gpus);
    left("deploy.resources.reservations.generic_resources", SWARM);
    left("deploy.mode", "where it runs says \"on\"");
    left("deploy.labels", SWARM);
    taken("deploy.update_config", "update", Written::update);
    left("deploy.rollback_config", SWARM);
    left("deploy.placement", "where it runs says \"on\"");
    left("deploy.endpoint_mode", SWARM);
    meaningless("develop", "it is for \"docker compose watch\"");
    left("device_cgroup_rules", KERNEL);
    taken("devices");
    taken("dns");
    taken("dns_opt");
    taken("dns_search");
    left("domainname", KERNEL);
    taken("entrypoint");
    handled("env_file", Variables.class);
    handled("environment", Variables.class);
    handled("expose", Ports.class);
    handled("extends", Extends.class);
    left("external_links", "it leads to containers of another project");
    taken("extra_hosts");
    taken("gpus", "gpus", Written::gpus);
    taken("group_add");
    taken("healthcheck", "healthcheck", Written::healthcheck);
    taken("hostname");
    handled("image", Images.class);
    taken("init");
    left("ipc", KERNEL);
    left("isolation", "it is for Windows");
    handled("label_file", Variables.class);
    handled("labels", Variables.class);
    handled("links", Reach.class);
    taken("logging");
    left("mac_address", "an address in a network means nothing on several nodes");
    taken("mem_limit", "memory", Written::size);
    taken("mem_reservation", "memory_reservation", Written::size);
    left("mem_swappiness", KERNEL);
    taken("memswap_limit", "memory_swap", Written::sizeOrUnlimited);
    left("models", "flocker runs containers alone");
    taken("network_mode", "network", Written::network);
    handled("networks", Reach.class);
    left("oom_kill_disable", KERNEL);
    taken("oom_score_adj");
    left("pid", KERNEL);
    taken("pids_limit");
    taken("platform");
    handled("ports", Ports.class);
    left("post_start", hook("after_start"));
    left("pre_start", "nothing runs before a container starts; put it into its command");
    left("pre_stop", hook("before_stop"));
    taken("privileged");
    handled("profiles", Profiles.class);
    left("provider", "flocker runs containers alone");
    taken("pull_policy", "pull", Written::pull);
    taken("read_only");
    handled("restart", Restarts.class);
    left("runtime", "Docker on the node chooses it");
    handled("scale", Replicas.class);
    handled("secrets", SecretFiles.class);
    taken("security_opt");
    taken("shm_size", "shm_size", Written::size);
    taken("stdin_open");
    taken("stop_grace_period", "stop_timeout", Written::duration);
    taken("stop_signal");
    left("storage_opt", KERNEL);
    taken("sysctls");
    taken("tmpfs");
    taken("tty");
    taken("ulimits", "ulimits", Written::ulimits);
    left("use_api_socket", "mount /var/run/docker.sock");
    taken("user");
    left("userns_mode", KERNEL);
    left("uts", KERNEL);
    handled("volumes", Mounts.class);
    handled("volumes_from", Mounts.class);
    taken("working_dir");
    // From before the specification.
    left("dockerfile", "write build: {dockerfile: ...}");
    left("log_driver", "write logging: {driver: ...}");
    left("log_opt", "write logging: {options: ...}");
    left("net", "write network_mode");
    left("volume_driver", "flocker's volumes are its own");
  }

  private ServiceKeys() {}

  /** Not at starts and stops of Docker's. */
  private static String hook(String key) {
    return "write a hook, which runs at flocker's own starts and stops, in resources beside the file:"
        + " container: {name: ..., hooks: {"
        + key
        + ": {run: [...]}}}";
  }

  private static void taken(String key) {
    taken(key, key, (value, complaint) -> value);
  }

  private static void taken(String key, String as, Form how) {
    ALL.put(key, new Fate.Taken(as, how));
  }

  private static void handled(String key, Class<?> by) {
    ALL.put(key, new Fate.Handled(by));
  }

  private static void meaningless(String key, String why) {
    ALL.put(key, new Fate.Meaningless(why));
  }

  private static void left(String key, String why) {
    ALL.put(key, new Fate.Left(why));
  }

  /** Null if there is no such key, or if what becomes of it is said of the keys below it. */
  static @Nullable Fate of(String key) {
    return ALL.get(key);
  }

  /** Whether keys below a key are in the table. */
  static boolean hasBelow(String key) {
    return ALL.keySet().stream().anyMatch(k -> k.startsWith(key + "."));
  }

  /** Of services themselves, without those below. */
  static List<String> names() {
    return ALL.keySet().stream().map(k -> k.replaceFirst("\\..*", "")).distinct().toList();
  }
}
