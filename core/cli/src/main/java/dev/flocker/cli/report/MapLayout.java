package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a place for everything on the map: nodes side by side in rows, what is on them below each
 * other, doors above the first node to which they lead, and what is in no one place at the end.
 * Pure.
 */
final class MapLayout {

  /** What a map of few nodes has to fill. */
  private static final int WHOLE = 1120;

  private static final int NARROWEST = 236;
  private static final int WIDEST = 344;
  static final int GAP = 44;
  static final int INSET = 20;
  static final int HEAD = 34;
  private static final int COLUMNS = 4;
  static final int LINE = 15;
  private static final int BETWEEN = 10;
  private static final int MARGIN = 6;
  private static final int DOOR = 26;
  private static final int DOOR_OF_TWO_LINES = 40;
  private static final int DOORS_APART = 16;
  private static final int ROWS_APART = 30;

  /** A rectangle. */
  record Area(int x, int y, int width, int height) {

    int middle() {
      return x + width / 2;
    }

    int centre() {
      return y + height / 2;
    }
  }

  private final Picture picture;
  private final int columnWidth;
  private final int door;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Area> places = new LinkedHashMap<>();
  private final Map<Integer, Area> boxes = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> doors = new HashMap<>();
  private final Map<Integer, List<Edge>> leaving = new HashMap<>();
  private final List<Integer> homeless = new ArrayList<>();
  private int bottom;

  MapLayout(Picture picture) {
    this.picture = picture;
    List<Picture.Place> all = picture.places();
    int fitting = (WHOLE + GAP) / columnsUsed() - GAP;
    boolean said = picture.boxes().stream().anyMatch(MapLayout::isSaidOfDoor);
    this.door = said ? DOOR_OF_TWO_LINES : DOOR;
    this.columnWidth = Math.max(NARROWEST, Math.min(WIDEST, fitting));
    for (int i = 0; i < all.size(); i++) {
      columns.put(all.get(i).name(), i);
    }
    picture.edges().forEach(e -> leaving.computeIfAbsent(e.from(), f -> new ArrayList<>()).add(e));
    findDoors();
    for (int first = 0; first < all.size(); first += COLUMNS) {
      row(first, Math.min(all.size(), first + COLUMNS));
    }
    rest();
  }

  private static boolean isSaidOfDoor(Box box) {
    return box.kind() == Kind.DOOR && !box.details().isEmpty();
  }

  int width() {
    return columnsUsed() * (columnWidth + GAP) - GAP + 2 * MARGIN;
  }

  private int columnsUsed() {
    return Math.max(1, Math.min(COLUMNS, picture.places().size()));
  }

  /** Of a node. */
  int columnWidth() {
    return columnWidth;
  }

  int height() {
    return bottom + MARGIN;
  }

  /** The nodes, by name. */
  Map<String, Area> places() {
    return places;
  }

  /** By their place in the picture. */
  Map<Integer, Area> boxes() {
    return boxes;
  }

  private void findDoors() {
    for (int i = 0; i < picture.boxes().size(); i++) {
      Box box = picture.boxes().get(i);
      if (box.place().filter(columns::containsKey).isPresent()) {
        continue;
      }
      Optional<Integer> column = box.kind() == Kind.DOOR ? target(i) : Optional.empty();
      if (column.isPresent()) {
        doors.computeIfAbsent(column.get(), c -> new ArrayList<>()).add(i);
      } else {
        homeless.add(i);
      }
    }
  }

  private Optional<Integer> target(int door) {
    return leaving(door, Way.LEADS).stream()
        .flatMap(e -> picture.boxes().get(e.to()).place().stream())
        .map(columns::get)
        .findFirst();
  }

  private List<Edge> leaving(int box, Way way) {
    return leaving.getOrDefault(box, List.of()).stream().filter(e -> e.way() == way).toList();
  }

  private void row(int first, int end) {
    int lines = 0;
    for (int c = first; c < end; c++) {
      lines = Math.max(lines, (doors.getOrDefault(c, List.of()).size() + 1) / 2);
    }
    int roomForDoors = lines == 0 ? 0 : lines * (door + DOORS_APART) + 6;
    int top = bottom + (first == 0 ? MARGIN : ROWS_APART) + roomForDoors;
    int lowest = top;
    for (int c = first; c < end; c++) {
      lowest = Math.max(lowest, column(c, left(c - first), top));
    }
    for (int c = first; c < end; c++) {
      String name = picture.places().get(c).name();
      places.put(name, new Area(left(c - first), top, columnWidth, lowest - top));
      doors(doors.getOrDefault(c, List.of()), left(c - first), top - 22);
    }
    bottom = lowest;
  }

  private int left(int column) {
    return MARGIN + column * (columnWidth + GAP);
  }

  /** To the right of the lanes that lead down from them. */
  private void doors(List<Integer> some, int left, int above) {
    int width = (columnWidth - INSET - 8) / 2;
    for (int i = 0; i < some.size(); i++) {
      int x = left + INSET + i % 2 * (width + 8);
      int y = above - i / 2 * (door + DOORS_APART) - door;
      boxes.put(some.get(i), new Area(x, y, width, door));
    }
  }

  /** Where it ends. */
  private int column(int column, int x, int top) {
    String node = picture.places().get(column).name();
    int y = top + HEAD;
    for (int i : ordered(node)) {
      Box box = picture.boxes().get(i);
      int height = height(box);
      boolean data = box.kind() == Kind.DATA || box.kind() == Kind.COPY;
      int indent = data ? 14 : 0;
      boxes.put(i, new Area(x + INSET + indent, y, columnWidth - 2 * INSET - indent, height));
      y += height + BETWEEN;
    }
    return y + 4;
  }

  static int height(Box box) {
    return 38 + LINE * box.details().size();
  }

  /** Each followed by the data that it uses there. */
  private Set<Integer> ordered(String node) {
    List<Integer> here = new ArrayList<>();
    for (int i = 0; i < picture.boxes().size(); i++) {
      if (picture.boxes().get(i).place().equals(Optional.of(node))) {
        here.add(i);
      }
    }
    Set<Integer> ordered = new LinkedHashSet<>();
    for (int i : here) {
      if (picture.boxes().get(i).kind() == Kind.RUNS) {
        ordered.add(i);
        leaving(i, Way.USES).stream().map(Edge::to).filter(here::contains).forEach(ordered::add);
      }
    }
    ordered.addAll(here);
    return ordered;
  }

  private void rest() {
    int x = MARGIN;
    int y = bottom + ROWS_APART;
    for (int i : homeless) {
      int height = height(picture.boxes().get(i));
      boxes.put(i, new Area(x, y, columnWidth - 2 * INSET, height));
      bottom = Math.max(bottom, y + height);
      x += columnWidth + GAP;
      if (x + columnWidth > width()) {
        x = MARGIN;
        y = bottom + BETWEEN;
      }
    }
  }
}
