package dev.flocker.cli.fake;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.plan.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resources in lines such as {@code app db on=n1 uses=pg port=5432}. */
record ProjectLines(Types types) {

  List<Item> items(String... lines) {
    return Arrays.stream(lines).map(this::item).toList();
  }

  private Item item(String line) {
    String[] words = line.split(" ");
    List<String> on = List.of();
    List<String> candidates = List.of();
    boolean absent = false;
    boolean stopped = false;
    Set<String> tags = Set.of();
    Map<String, Object> keys = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=");
      switch (pair[0]) {
        case "on" -> on = List.of(pair[1].split(","));
        case "one_of" -> {
          candidates = List.of(pair[1].split(","));
          on = candidates.subList(0, 1);
        }
        case "absent" -> absent = true;
        case "stopped" -> stopped = true;
        case "tags" -> tags = Set.of(pair[1].split(","));
        case "replicas", "uses", "after" -> keys.put(pair[0], List.of(pair[1].split(",")));
        default -> keys.put(pair.length == 1 ? "name" : pair[0], pair[pair.length - 1]);
      }
    }
    ResourceType<Record, Record> type = types.type(words[0]);
    Record spec = type.declared().decode(keys);
    Ref ref = new Ref(words[0], type.nameOf(spec));
    Place place = new Place("site.yml", 1, 1);
    return new Item(
        new Declared<>(ref, spec, on, place),
        candidates,
        (Tree.Mapping) Tree.of(keys),
        absent,
        stopped,
        true,
        tags,
        Sources.NONE);
  }
}
