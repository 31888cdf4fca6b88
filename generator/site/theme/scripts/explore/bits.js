// Sets of papers as bit sets: one 32-bit word holds 32 papers, so that a count over
// 10,000 papers is 313 additions. Every function returns a new set or changes only `into`.
(function (Survey) {
  "use strict";

  function empty(size) {
    return new Uint32Array(Math.ceil(size / 32));
  }

  function full(size) {
    const set = empty(size).fill(0xffffffff);
    const rest = size % 32;
    if (rest) set[set.length - 1] = 2 ** rest - 1;
    return set;
  }

  function add(set, index) {
    set[index >>> 5] |= 1 << (index & 31);
  }

  function has(set, index) {
    return ((set[index >>> 5] >>> (index & 31)) & 1) === 1;
  }

  function and(a, b) {
    return a.map((word, i) => word & b[i]);
  }

  function or(a, b) {
    return a.map((word, i) => word | b[i]);
  }

  function minus(a, b) {
    return a.map((word, i) => word & ~b[i]);
  }

  // Bits of one word, counted in parallel (Hacker's Delight, 5-1).
  function ones(word) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  function count(set) {
    let total = 0;
    for (let i = 0; i < set.length; i += 1) total += ones(set[i]);
    return total;
  }

  function countBoth(a, b) {
    let total = 0;
    for (let i = 0; i < a.length; i += 1) total += ones(a[i] & b[i]);
    return total;
  }

  function members(set) {
    const found = [];
    for (let word = 0; word < set.length; word += 1) {
      let bits = set[word];
      while (bits) {
        const lowest = bits & -bits;
        found.push(word * 32 + (31 - Math.clz32(lowest)));
        bits ^= lowest;
      }
    }
    return found;
  }

  Survey.bits = { empty, full, add, has, and, or, minus, count, countBoth, members };
})((window.Survey = window.Survey || {}));
