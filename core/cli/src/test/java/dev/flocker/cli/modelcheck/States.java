package dev.flocker.cli.modelcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of states, each with a number; little memory. */
final class States {

  private static final int CHUNK = 1 << 12;

  private final List<long[]> chunks = new ArrayList<>();
  private int[] table = new int[1 << 12];
  private int size;

  int size() {
    return size;
  }

  World get(int number) {
    long[] chunk = chunks.get(number / CHUNK);
    int at = number % CHUNK * World.WORDS;
    return new World(Arrays.copyOfRange(chunk, at, at + World.WORDS));
  }

  /**
   * @return whether it is new; then its number is the last
   */
  boolean add(World world) {
    if (2 * size >= table.length) {
      grow();
    }
    int slot = slot(world.words);
    if (table[slot] != 0) {
      return false;
    }
    if (size % CHUNK == 0) {
      chunks.add(new long[CHUNK * World.WORDS]);
    }
    long[] chunk = chunks.getLast();
    System.arraycopy(world.words, 0, chunk, size % CHUNK * World.WORDS, World.WORDS);
    table[slot] = ++size;
    return true;
  }

  private int slot(long[] words) {
    int slot = mixed(words, 0) & table.length - 1;
    while (table[slot] != 0 && !holds(table[slot] - 1, words)) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private boolean holds(int number, long[] words) {
    long[] chunk = chunks.get(number / CHUNK);
    int at = number % CHUNK * World.WORDS;
    return Arrays.equals(chunk, at, at + World.WORDS, words, 0, World.WORDS);
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int i = 0; i < size; i++) {
      long[] chunk = chunks.get(i / CHUNK);
      int slot = mixed(chunk, i % CHUNK * World.WORDS) & table.length - 1;
      while (table[slot] != 0) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = i + 1;
    }
  }

  private static int mixed(long[] words, int at) {
    long hash = 0;
    for (int i = 0; i < World.WORDS; i++) {
      hash = (hash ^ words[at + i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ hash >>> 32);
  }
}
