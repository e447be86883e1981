package dev.flocker.cli.yaml;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns one document's nodes into a tree. */
final class Composition {

  /** Of values, aliases expanded. */
  private static final int LIMIT = 500_000;

  /** Of lists and mappings within one another, aliases expanded. */
  static final int DEPTH = 60;

  private static final Set<Tag> KNOWN =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MAP,
          Tag.SEQ,
          Tag.MERGE);

  /** What YAML takes for null where no tag says otherwise. */
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  /** Ends the reading of a document that cannot be a tree. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Refused(Place place, String why, String remedy) {
      super(why);
      this.problem = new Problem(place, "YAML", why, remedy);
    }

    Problem problem() {
      return problem;
    }
  }

  private final String file;
  private final Set<String> tags;
  private final @Nullable Consumer<String> repeated;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  /**
   * @param tags local ones that are kept: a value with one becomes a mapping of it alone
   * @param repeated gets a whole message for each key that replaces one of its name; null refuses
   *     such a key
   */
  Composition(String file, Set<String> tags, @Nullable Consumer<String> repeated) {
    this.file = file;
    this.tags = tags;
    this.repeated = repeated;
  }

  Tree tree(Node node) {
    if (++values > LIMIT) {
      throw new Refused(
          place(node), "aliases expand to more than " + LIMIT + " values", "write fewer of them");
    }
    String tag = node.getTag().getValue();
    if (tags.contains(tag)) {
      Tree.Entry entry = new Tree.Entry(place(node), tag, content(node));
      return new Tree.Mapping(place(node), List.of(entry));
    }
    if (!KNOWN.contains(node.getTag())) {
      throw tagged(node);
    }
    return content(node);
  }

  private Tree content(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (!open.add(node)) {
      throw new Refused(place(node), "an alias contains itself", "break the circle");
    }
    if (open.size() > DEPTH) {
      throw new Refused(
          place(node), "aliases expand to more than " + DEPTH + " levels", "make it flatter");
    }
    Tree tree =
        node instanceof SequenceNode s
            ? new Tree.Sequence(place(s), s.getValue().stream().map(this::tree).toList())
            : mapping((MappingNode) node);
    open.remove(node);
    return tree;
  }

  private Tree scalar(ScalarNode node) {
    if (node.getValue().indexOf('\0') >= 0) { // no file, argument or variable can have it
      throw new Refused(place(node), "the character NUL stands here", "remove it");
    }
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    boolean local = tags.contains(node.getTag().getValue());
    boolean empty =
        plain && (local ? NOTHING.contains(node.getValue()) : node.getTag().equals(Tag.NULL));
    return new Tree.Scalar(place(node), empty ? null : node.getValue(), !plain, false);
  }

  private Tree.Mapping mapping(MappingNode node) {
    Map<String, Tree.Entry> own = new LinkedHashMap<>();
    List<Tree.Mapping> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.addAll(merged(tree(tuple.getValueNode())));
        continue;
      }
      String key = key(node, tuple.getKeyNode());
      Place at = place(tuple.getKeyNode());
      Tree.Entry before = own.get(key);
      if (before != null) {
        repeated(key, at, before.place().line());
      }
      own.put(key, new Tree.Entry(at, key, tree(tuple.getValueNode())));
    }
    for (Tree.Mapping m : merged) {
      m.entries().forEach(e -> own.putIfAbsent(e.key(), e));
    }
    return new Tree.Mapping(place(node), List.copyOf(own.values()));
  }

  private void repeated(String key, Place at, int first) {
    String why = "the key \"" + key + "\" stands here a second time";
    String remedy = "the first is in line " + first + ": remove one";
    if (repeated == null) {
      throw new Refused(at, why, remedy);
    }
    repeated.accept(at + ": " + why + ", and replaces the first; " + remedy);
  }

  private static List<Tree.Mapping> merged(Tree value) {
    if (value instanceof Tree.Mapping m) {
      return List.of(m);
    }
    if (value instanceof Tree.Sequence s
        && s.items().stream().allMatch(Tree.Mapping.class::isInstance)) {
      return s.items().stream().map(Tree.Mapping.class::cast).toList();
    }
    throw new Refused(value.place(), "\"<<\" merges what is no mapping", "give it a mapping");
  }

  private String key(MappingNode in, Node key) {
    if (key instanceof MappingNode m && m.getFlowStyle() == FlowStyle.FLOW) {
      throw new Refused(
          place(in),
          "a value begins with \"{{\", which YAML takes for a mapping",
          "put the whole value in quotes: \"{{...}}\"");
    }
    if (!(key instanceof ScalarNode scalar)) {
      throw new Refused(place(key), "a key is not a single word", "write KEY: VALUE");
    }
    if (!KNOWN.contains(key.getTag())) {
      throw tagged(key);
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      throw new Refused(place(key), "a key is empty", "write KEY: VALUE, or put it in quotes");
    }
    return scalar.getValue();
  }

  private Refused tagged(Node node) {
    String tag = node.getTag().getValue().replace("tag:yaml.org,2002:", "!!");
    return new Refused(place(node), "the tag " + tag + " is not known here", "write a plain value");
  }

  private Place place(Node node) {
    return new Place(file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
  }
}
