package dev.flocker.zfs;

import dev.flocker.api.value.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a dataset that a playbook may set, and that a move carries along. None is
 * flocker's own, and none permits more on the node than the data of a volume needs.
 */
final class Properties {

  private static final Pattern COMPRESSION =
      Pattern.compile(
          "on|off|lzjb|zle|lz4|gzip(-[1-9])?|zstd(-1?[1-9]|-10)?"
              + "|zstd-fast(-([1-9]|[1-9]0|100|500|1000))?");
  private static final long LEAST_RECORD = 512;
  private static final long LARGEST_RECORD = 16 << 20;

  /** How values of a property are written; {@code remedy} completes "use ...". */
  private record Form(Parser parser, String remedy) {}

  private interface Parser {
    /** The value as {@code zfs get -p} shows it; empty if it is none. */
    Optional<String> canonical(String value);
  }

  private static final Map<String, Form> KNOWN = new TreeMap<>();

  /** Those that a dataset gets once and for all; a stream brings them along. */
  static final List<String> OF_CREATION = List.of("casesensitivity", "normalization", "utf8only");

  /** What an owner could harm another node with: its speed, its acknowledgements, its room. */
  private static final List<String> OF_PLAYBOOK = List.of("sync", "reservation", "refreservation");

  static {
    oneOf("atime", "on", "off");
    oneOf("relatime", "on", "off");
    oneOf("logbias", "latency", "throughput");
    oneOf("primarycache", "all", "none", "metadata");
    oneOf("secondarycache", "all", "none", "metadata");
    oneOf("sync", "standard", "always", "disabled");
    oneOf("xattr", "on", "off", "sa", "dir");
    oneOf("copies", "1", "2", "3");
    oneOf("redundant_metadata", "all", "most", "some", "none");
    oneOf("snapdir", "hidden", "visible");
    oneOf("casesensitivity", "sensitive", "insensitive", "mixed");
    oneOf("normalization", "none", "formC", "formD", "formKC", "formKD");
    oneOf("utf8only", "on", "off");
    List.of("quota", "reservation", "refreservation").forEach(Properties::sized);
    KNOWN.put("acltype", new Form(Properties::acl, "one of off, posix, nfsv4"));
    KNOWN.put(
        "compression",
        new Form(Properties::compression, "one such as on, off, lz4, zstd, zstd-3 or gzip-6"));
    KNOWN.put("recordsize", new Form(Properties::record, "a power of two from 512 to 16M"));
  }

  private Properties() {}

  private static void oneOf(String name, String... values) {
    List<String> all = List.of(values);
    KNOWN.put(
        name,
        new Form(v -> Optional.of(v).filter(all::contains), "one of " + String.join(", ", all)));
  }

  private static void sized(String name) {
    KNOWN.put(name, new Form(Properties::size, "a size such as 20G, or none"));
  }

  /** Of two words for the same ZFS shows the shorter one. */
  private static Optional<String> compression(String value) {
    return switch (value) {
      case "gzip-6" -> Optional.of("gzip");
      case "zstd-fast-1" -> Optional.of("zstd-fast");
      default -> Optional.of(value).filter(COMPRESSION.asMatchPredicate());
    };
  }

  /** Older versions have other words for the same. */
  private static Optional<String> acl(String value) {
    return switch (value) {
      case "off", "noacl" -> Optional.of("off");
      case "posix", "posixacl" -> Optional.of("posix");
      case "nfsv4" -> Optional.of(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> size(String value) {
    return value.equals("none") ? Optional.of("0") : bytes(value).map(b -> Long.toString(b));
  }

  private static Optional<String> record(String value) {
    return bytes(value)
        .filter(b -> b >= LEAST_RECORD && b <= LARGEST_RECORD && Long.bitCount(b) == 1)
        .map(b -> Long.toString(b));
  }

  private static Optional<Long> bytes(String value) {
    try {
      return Optional.of(ByteSize.parse(value).bytes());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /**
   * Values in the form that {@code zfs get -p} shows; without what is not among the known ones.
   *
   * @param values of a playbook, or of a node
   */
  static Map<String, String> canonical(Map<String, String> values) {
    Map<String, String> canonical = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          Form form = KNOWN.get(name);
          if (form != null) {
            form.parser().canonical(value).ifPresent(c -> canonical.put(name, c));
          }
        });
    return canonical;
  }

  /**
   * Those that another copy is to have because its owner has them: neither what streams carry nor
   * what only a playbook may set.
   *
   * @param values of a node, which may not be honest
   */
  static Map<String, String> carried(Map<String, String> values) {
    Map<String, String> carried = canonical(values);
    carried.keySet().removeAll(OF_CREATION);
    carried.keySet().removeAll(OF_PLAYBOOK);
    return carried;
  }

  /**
   * Which of the kinds of {@code xattr} a value is: OpenZFS shows {@code on} for the one that it
   * prefers, which is another since 2.3.
   *
   * @param value canonical
   * @param version of OpenZFS: {@code 2.1.11-1}
   */
  static String xattr(String value, String version) {
    if (!value.equals("on")) {
      return value;
    }
    String[] part = version.strip().split("[.-]", -1);
    int major = Integer.parseInt(part[0]);
    return major > 2 || (major == 2 && Integer.parseInt(part[1]) >= 3) ? "sa" : "dir";
  }

  /**
   * Whether a property needs not be set. {@code xattr=on} is met by any kind.
   *
   * @param wanted canonical
   * @param now canonical; null if it is not set
   */
  static boolean isMet(String name, String wanted, @Nullable String now) {
    return wanted.equals(now)
        || (name.equals("xattr") && wanted.equals("on") && now != null && !now.equals("off"));
  }

  /** What is wrong with values as a playbook writes them: key, cause and remedy of each. */
  static List<Wrong> wrong(Map<String, String> values) {
    List<Wrong> wrong = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          Form form = KNOWN.get(name);
          if (name.equals("refquota")) {
            wrong.add(new Wrong(name, "is what the key quota sets", "write quota: " + value));
          } else if (form == null) {
            wrong.add(
                new Wrong(
                    name,
                    "is not among the properties that may be set here",
                    "use some of " + String.join(", ", KNOWN.keySet())));
          } else if (form.parser().canonical(value).isEmpty()) {
            wrong.add(new Wrong(name, "cannot be \"" + value + "\"", "use " + form.remedy()));
          }
        });
    return wrong;
  }

  /** A property of a playbook that cannot be set. */
  record Wrong(String name, String cause, String remedy) {}

  /**
   * Whether a ZFS takes a value.
   *
   * @param choice the values as its tools list them: {@code on | off | gzip-[1-9]}, {@code 512 to
   *     128k, power of 2}, {@code <size> | none}
   * @param value canonical
   */
  static boolean takes(String choice, String value) {
    int to = choice.indexOf(" to ");
    if (to >= 0) {
      String most = choice.substring(to + " to ".length()).replaceFirst("[^0-9A-Za-z].*", "");
      return bytes(most).map(m -> Long.parseLong(value) <= m).orElse(true);
    }
    String[] words = choice.split(" \\| ");
    return choice.contains("<")
        || IntStream.range(0, words.length).anyMatch(i -> isLike(words[i].strip(), value));
  }

  private static boolean isLike(String word, String value) {
    int range = word.indexOf('[');
    return range < 0
        ? word.equals(value) || acl(word).filter(value::equals).isPresent()
        : value.startsWith(word.substring(0, range));
  }
}
