// What the compiler and its flags offer. Every macro of the library is defined here and nowhere else.
#pragma once

// The instruction set that the flags of this translation unit allow. It names an inline namespace around all
// code that depends on it, so that units built with different flags can be linked: neither takes the other's
// kernels.
#if defined(INKJET_NO_SIMD)
# define INKJET_ISA isa_portable
# define INKJET_ISA_PORTABLE 1
#elif defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512VL__) && defined(__AVX512DQ__) &&     \
    defined(__AVX512VBMI__) && defined(__AVX512VBMI2__) && defined(__AVX512IFMA__) &&                        \
    defined(__AVX512CD__) && defined(__BMI2__)
# define INKJET_ISA isa_avx512
# define INKJET_ISA_AVX512 1
#elif defined(__AVX2__) && defined(__BMI__) && defined(__BMI2__) && defined(__POPCNT__) &&                   \
    defined(__LZCNT__) && defined(__FMA__)
# define INKJET_ISA isa_avx2
# define INKJET_ISA_AVX2 1
#elif defined(__x86_64__) && defined(__SSE4_1__)
# define INKJET_ISA isa_sse41 // the kernels of SSE2, but what else is compiled may use more
# define INKJET_ISA_SSE2 1
#elif defined(__x86_64__) && defined(__SSE2__)
# define INKJET_ISA isa_sse2
# define INKJET_ISA_SSE2 1
#elif defined(__aarch64__) && defined(__ARM_NEON)
# define INKJET_ISA isa_neon
# define INKJET_ISA_XSIMD 1
#else
# define INKJET_ISA isa_portable
# define INKJET_ISA_PORTABLE 1
#endif

// Whether wider kernels may be chosen while the program runs: on x86-64, below the widest set.
#if (defined(INKJET_ISA_SSE2) || defined(INKJET_ISA_AVX2)) && !defined(INKJET_NO_DISPATCH)
# define INKJET_DISPATCH 1
#endif

// Between these two, functions are compiled for the named instruction sets whatever the flags are.
#define INKJET_PRAGMA(text) _Pragma(#text)
#if defined(__clang__)
# define INKJET_TARGET_BEGIN(sets)                                                                           \
     INKJET_PRAGMA(clang attribute push(__attribute__((target(sets))), apply_to = function))
# define INKJET_TARGET_END _Pragma("clang attribute pop")
#else
# define INKJET_TARGET_BEGIN(sets) _Pragma("GCC push_options") INKJET_PRAGMA(GCC target(sets))
# define INKJET_TARGET_END _Pragma("GCC pop_options")
#endif

// The two wider sets of x86-64: about x86-64-v3, and what Ice Lake and Zen 4 brought. What stands between
// BEGIN and END is compiled for the set whatever the flags are. g++ 12 warns falsely of its own AVX-512
// intrinsics.
#define INKJET_AVX2_SETS "avx2,bmi,bmi2,lzcnt,popcnt,fma"
#define INKJET_AVX512_SETS                                                                                   \
    "avx2,bmi,bmi2,lzcnt,popcnt,fma,avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx512ifma,avx512vbmi,"      \
    "avx512vbmi2"
#if defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_AVX512)
# define INKJET_AVX2_BEGIN
# define INKJET_AVX2_END
#else
# define INKJET_AVX2_BEGIN INKJET_TARGET_BEGIN(INKJET_AVX2_SETS)
# define INKJET_AVX2_END INKJET_TARGET_END
#endif
#if defined(__clang__)
# define INKJET_AVX512_QUIET
# define INKJET_AVX512_LOUD
#else
# define INKJET_AVX512_QUIET                                                                                 \
     _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wuninitialized\"")                    \
         _Pragma("GCC diagnostic ignored \"-Wmaybe-uninitialized\"")                                         \
             _Pragma("GCC diagnostic ignored \"-Wsign-conversion\"")
# define INKJET_AVX512_LOUD _Pragma("GCC diagnostic pop")
#endif
#if defined(INKJET_ISA_AVX512)
# define INKJET_AVX512_BEGIN INKJET_AVX512_QUIET
# define INKJET_AVX512_END INKJET_AVX512_LOUD
#else
# define INKJET_AVX512_BEGIN INKJET_AVX512_QUIET INKJET_TARGET_BEGIN(INKJET_AVX512_SETS)
# define INKJET_AVX512_END INKJET_TARGET_END INKJET_AVX512_LOUD
#endif

// The versions of clang (Apple's are counted otherwise) and g++ whose <immintrin.h> is known to be made of
// parts that can be included without it.
#if defined(__clang_major__)
# if __clang_major__ >= 14 && __clang_major__ <= 19 && !defined(__apple_build_version__) && !defined(_MSC_VER)
#  define INKJET_INTRINSICS_IN_PARTS 1
# endif
#elif defined(__GNUC__) && __GNUC__ == 12
# define INKJET_INTRINSICS_IN_PARTS 1
#endif

// Inlining is decided, not left to the optimizer: hot leaves are inlined, whatever runs rarely is kept out of
// line.
#define INKJET_INLINE __attribute__((always_inline)) inline
#define INKJET_NOINLINE __attribute__((noinline))
#define INKJET_COLD __attribute__((noinline, cold))
#define INKJET_LAMBDA_INLINE __attribute__((always_inline))

// For what would be most of the code around it: inlined where the flags ask for speed by allowing wide
// registers, in which it is shorter too, and out of line in all other units, which are many.
#if defined(INKJET_ISA_AVX512) || defined(INKJET_ISA_AVX2)
# define INKJET_WIDE 1
# define INKJET_INLINE_IF_WIDE INKJET_INLINE
#else
# define INKJET_WIDE 0
# define INKJET_INLINE_IF_WIDE INKJET_NOINLINE inline
#endif

// A partial load may read past a string inside its page. Sanitizers and valgrind can't know that this is
// harmless: copy instead when one of them watches.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(INKJET_NO_OVERREAD)
# define INKJET_OVERREAD 0
#elif defined(__has_feature)
# if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#  define INKJET_OVERREAD 0
# endif
#endif
#ifndef INKJET_OVERREAD
# define INKJET_OVERREAD 1
#endif

// Memory: with INKJET_NO_HEAP, to be defined in all units of a program or in none, nothing is asked of the
// heap.
#if defined(INKJET_NO_HEAP)
# define INKJET_HEAP 0
#else
# define INKJET_HEAP 1
#endif

// Exceptions: caught where a user's buffer or range throws, if the flags allow them at all.
#if defined(__cpp_exceptions)
# define INKJET_EXCEPTIONS 1
# define INKJET_TRY try
# define INKJET_CATCH_ALL catch (...)
#else
# define INKJET_EXCEPTIONS 0
# define INKJET_TRY if constexpr (true)
# define INKJET_CATCH_ALL else
#endif
