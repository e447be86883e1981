package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which form each key of a service has in the end. */
final class ServiceForms {

  private static final List<String> SCALARS =
      List.of(
          "cgroup",
          "cgroup_parent",
          "container_name",
          "cpu_count",
          "cpu_percent",
          "cpu_period",
          "cpu_quota",
          "cpu_rt_period",
          "cpu_rt_runtime",
          "cpu_shares",
          "cpus",
          "cpuset",
          "domainname",
          "hostname",
          "image",
          "ipc",
          "isolation",
          "mac_address",
          "mem_limit",
          "mem_reservation",
          "mem_swappiness",
          "memswap_limit",
          "network_mode",
          "oom_score_adj",
          "pid",
          "pids_limit",
          "platform",
          "pull_policy",
          "restart",
          "runtime",
          "scale",
          "shm_size",
          "stop_grace_period",
          "stop_signal",
          "user",
          "userns_mode",
          "uts",
          "working_dir");
  private static final List<String> BOOLS =
      List.of(
          "attach",
          "init",
          "oom_kill_disable",
          "privileged",
          "read_only",
          "stdin_open",
          "tty",
          "use_api_socket");
  private static final List<String> LISTS =
      List.of(
          "cap_add",
          "cap_drop",
          "device_cgroup_rules",
          "dns_opt",
          "expose",
          "external_links",
          "group_add",
          "links",
          "profiles",
          "security_opt",
          "volumes_from");
  private static final List<String> WORD_OR_LIST =
      List.of("dns", "dns_search", "label_file", "tmpfs");
  private static final List<String> PAIRS =
      List.of("annotations", "environment", "labels", "storage_opt", "sysctls");

  /** By key. A key that is not here stays as it is written. */
  static final Map<String, Form> ALL = all();

  private ServiceForms() {}

  private static Map<String, Form> all() {
    Map<String, Form> all = new HashMap<>();
    SCALARS.forEach(key -> all.put(key, Forms::scalar));
    BOOLS.forEach(key -> all.put(key, Forms::bool));
    LISTS.forEach(key -> all.put(key, Forms::words));
    WORD_OR_LIST.forEach(key -> all.put(key, Forms::wordOrWords));
    PAIRS.forEach(key -> all.put(key, Forms::pairs));
    all.put("build", ServiceForms::build);
    all.put("command", CommandForms::command);
    all.put("configs", Forms.listOrUnder("source"));
    all.put("depends_on", ServiceForms::dependsOn);
    all.put("deploy", Forms::mapping);
    all.put("devices", MountForms::devices);
    all.put("entrypoint", CommandForms::command);
    all.put("env_file", ServiceForms::envFile);
    all.put("extends", Forms.orUnder("service"));
    all.put("extra_hosts", ServiceForms::extraHosts);
    all.put("gpus", ServiceForms::gpus);
    all.put("healthcheck", CommandForms::healthcheck);
    all.put("logging", Forms::mapping);
    all.put("networks", Forms::named);
    all.put("ports", PortForms::of);
    all.put("secrets", Forms.listOrUnder("source"));
    all.put("ulimits", ServiceForms::ulimits);
    all.put("volumes", MountForms::volumes);
    return Map.copyOf(all);
  }

  private static @Nullable Tree build(Tree written, Complaint complaint) {
    Tree build = Forms.orUnder("context").of(written, complaint);
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : build == null ? List.<Tree.Entry>of() : Trees.entries(build)) {
      boolean pairs = Set.of("args", "labels", "additional_contexts").contains(e.key());
      Tree value =
          pairs && !Trees.isNull(e.value()) ? Forms.pairs(e.value(), complaint) : e.value();
      if (value != null) {
        entries.add(new Tree.Entry(e.place(), e.key(), value));
      }
    }
    return build == null ? null : new Tree.Mapping(build.place(), entries);
  }

  private static @Nullable Tree envFile(Tree written, Complaint complaint) {
    Tree list =
        written instanceof Tree.Scalar
            ? new Tree.Sequence(written.place(), List.of(written))
            : written;
    return Forms.listOrUnder("path").of(list, complaint);
  }

  private static @Nullable Tree dependsOn(Tree written, Complaint complaint) {
    Tree named = Forms.named(written, complaint);
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : named == null ? List.<Tree.Entry>of() : Trees.entries(named)) {
      Tree.Mapping m = (Tree.Mapping) e.value();
      if (m.get("condition").isEmpty() && Tags.of(m).isEmpty()) {
        Place place = e.place();
        m =
            Trees.with(
                m, new Tree.Entry(place, "condition", Trees.scalar(place, "service_started")));
      }
      entries.add(new Tree.Entry(e.place(), e.key(), m));
    }
    return named == null ? null : new Tree.Mapping(named.place(), entries);
  }

  /** A list of {@code host:address}; an IPv6 address without brackets. */
  private static @Nullable Tree extraHosts(Tree written, Complaint complaint) {
    Map<String, Tree> hosts = new LinkedHashMap<>();
    if (written instanceof Tree.Mapping m) {
      for (Tree.Entry e : m.entries()) {
        List<Tree> addresses =
            e.value() instanceof Tree.Sequence s ? s.items() : List.of(e.value());
        addresses.forEach(a -> host(e.key(), Trees.text(a), a.place(), hosts));
      }
      return new Tree.Sequence(m.place(), List.copyOf(hosts.values()));
    }
    for (Tree item : Trees.items(written)) {
      String text = Trees.text(item);
      int at = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
      if (at <= 0) {
        complaint.about(item, "\"" + text + "\" names no address", "write HOST:ADDRESS");
        continue;
      }
      for (String address : text.substring(at + 1).split(",", -1)) {
        host(text.substring(0, at), address, item.place(), hosts);
      }
    }
    if (!(written instanceof Tree.Sequence)) {
      complaint.about(written, "is neither a mapping nor a list", "write [HOST:ADDRESS]");
      return null;
    }
    return new Tree.Sequence(written.place(), List.copyOf(hosts.values()));
  }

  private static void host(String name, String address, Place place, Map<String, Tree> hosts) {
    String entry = name + ":" + address.replaceAll("^\\[(.*)]$", "$1");
    hosts.putIfAbsent(entry, Trees.scalar(place, entry));
  }

  /** All of them, or a list of devices. */
  private static @Nullable Tree gpus(Tree written, Complaint complaint) {
    return written instanceof Tree.Scalar s ? s : Forms.list(written, complaint, Forms::mapping);
  }

  /** Each with {@code soft} and {@code hard}. */
  private static @Nullable Tree ulimits(Tree written, Complaint complaint) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : Trees.entries(written)) {
      Tree value = e.value();
      if (value instanceof Tree.Scalar s && !s.isNull()) {
        value = new Trees(s.place()).with("soft", s).with("hard", s).mapping();
      }
      if (value instanceof Tree.Mapping) {
        entries.add(new Tree.Entry(e.place(), e.key(), value));
      } else {
        complaint.about(value, "\"" + e.key() + "\" is no limit", "write {soft: N, hard: N}");
      }
    }
    return written instanceof Tree.Mapping m
        ? new Tree.Mapping(m.place(), entries)
        : Forms.mapping(written, complaint);
  }
}
