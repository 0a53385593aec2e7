//go:build !purego

#include "go_asm.h"
#include "textflag.h"

// BYTES defines sixteen bytes, twice the same eight.
#define BYTES(name, eight) \
	DATA name<>+0(SB)/8, $eight; \
	DATA name<>+8(SB)/8, $eight; \
	GLOBL name<>(SB), RODATA|NOPTR, $16

BYTES(blanks, 0x2020202020202020)
BYTES(firstLetter, 0x6161616161616161)
BYTES(moreLetters, 0x1919191919191919)
BYTES(firstDigit, 0x3030303030303030)
BYTES(moreDigits, 0x0909090909090909)

// From its byte 16-n on it has n bytes of ones, and zeros.
DATA headBytes<>+0(SB)/8, $-1
DATA headBytes<>+8(SB)/8, $-1
DATA headBytes<>+16(SB)/8, $0
DATA headBytes<>+24(SB)/8, $0
GLOBL headBytes<>(SB), RODATA|NOPTR, $32

// SIXTEEN sets bits of CX where the sixteen bytes at i are letters or digits, and
// of DX where they are white space.
#define SIXTEEN(i, CX, DX) \
	MOVOU    i(SI)(DI*1), X0; \
	MOVOU    X0, X1;          \
	MOVOU    X0, X3;          \
	MOVOU    X0, X2;          \
	POR      X8, X1;          \
	PSUBB    X9, X1;          \
	MOVOU    X1, X4;          \
	PMINUB   X10, X1;         \
	PCMPEQB  X4, X1;          \
	PSUBB    X11, X2;         \
	MOVOU    X2, X5;          \
	PMINUB   X12, X2;         \
	PCMPEQB  X5, X2;          \
	POR      X2, X1;          \
	PMOVMSKB X1, CX;          \
	PMINUB   X8, X3;          \
	PCMPEQB  X0, X3;          \
	PMOVMSKB X3, DX

// func takeKnownAsm(f *folded, text string, pos int) int
//
// SI is the text, DI the place in it, R10 how far a window may begin, R11 f, R14 how
// many tokens there are. A window is 64 bytes of the text, end where it ends; R12
// has a bit for each byte from DI on that is a letter or digit, R13 for each that
// is white space.
TEXT ·takeKnownAsm(SB), NOSPLIT, $8-40
	MOVQ  f+0(FP), R11
	MOVQ  text_base+8(FP), SI
	MOVQ  text_len+16(FP), R10
	MOVQ  pos+24(FP), DI
	SUBQ  $64, R10
	MOVQ  (folded_line+line_n)(R11), R14
	MOVQ  (folded_memo+memo_tags)(R11), R15
	MOVOU blanks<>(SB), X8
	MOVOU firstLetter<>(SB), X9
	MOVOU moreLetters<>(SB), X10
	MOVOU firstDigit<>(SB), X11
	MOVOU moreDigits<>(SB), X12

	// First the places where the words may be, which the memory is asked for.
window:
	MOVQ DI, ret+32(FP)
	CMPQ DI, R10
	JGT  verify
	LEAQ 64(DI), AX
	MOVQ AX, end-8(SP)
	SIXTEEN(0, R12, R13)
	SIXTEEN(16, CX, DX)
	SHLQ $16, CX
	SHLQ $16, DX
	ORQ  CX, R12
	ORQ  DX, R13
	SIXTEEN(32, CX, DX)
	SHLQ $32, CX
	SHLQ $32, DX
	ORQ  CX, R12
	ORQ  DX, R13
	SIXTEEN(48, CX, DX)
	SHLQ $48, CX
	SHLQ $48, DX
	ORQ  CX, R12
	ORQ  DX, R13

next:
	MOVQ  DI, ret+32(FP)
	CMPQ  R14, $const_rowsAtOnce
	JGE   verify
	TESTQ $1, R12
	JZ    notRun

	// A run of CX letters and digits, which ends before the window does.
	MOVQ   R12, CX
	NOTQ   CX
	BTSQ   $16, CX
	TZCNTQ CX, CX
	CMPQ   CX, $16
	JEQ    verify
	LEAQ   (DI)(CX*1), BX
	LEAQ   1(BX), AX
	CMPQ   AX, end-8(SP)
	JGE    window

	// R8, R9: its key.
	MOVOU (SI)(DI*1), X1
	POR   X8, X1
	LEAQ  headBytes<>+16(SB), AX
	SUBQ  CX, AX
	MOVOU (AX), X2
	PAND  X2, X1
	MOVQ  X1, R8
	PSRLO $8, X1
	MOVQ  X1, R9

	// White space follows, or a mark before white space, which is the next token;
	// other chunks are not for here.
	SHRQ    CX, R12
	SHRQ    CX, R13
	MOVQ    BX, DI
	TESTQ   $1, R13
	JNZ     space
	TESTQ   $2, R13
	JZ      verify
	MOVBLZX (SI)(BX*1), DX
	LEAQ    ·endMarks(SB), AX
	CMPB    (AX)(DX*1), $0
	JEQ     verify
	JMP     find

notRun:
	LEAQ  2(DI), BX
	CMPQ  BX, end-8(SP)
	JGT   window                      // at most one byte of it is left
	TESTQ $1, R13
	JZ    mark
	INCQ  DI
	SHRQ  $1, R12
	SHRQ  $1, R13
	JMP   next

mark:
	TESTQ   $2, R13
	JZ      verify
	MOVBLZX (SI)(DI*1), R8
	LEAQ    ·endMarks(SB), AX
	CMPB    (AX)(R8*1), $0
	JEQ     verify
	XORL    R9, R9
	MOVQ    BX, DI
	SHRQ    $2, R12
	SHRQ    $2, R13
	JMP     find

space:
	INCQ DI
	SHRQ $1, R12
	SHRQ $1, R13

find:
	// As memo.find: AX the set, then the place.
	MOVQ   $0x9e3779b97f4a7c15, CX
	MOVQ   R9, AX
	IMULQ  CX, AX
	XORQ   R8, AX
	MOVQ   AX, DX
	SHRQ   $29, DX
	XORQ   DX, AX
	IMULQ  CX, AX
	MOVQ   AX, DX
	MOVQ   (folded_memo+memo_shift)(R11), CX
	SHRQ   CX, AX
	SHRQ   $20, DX
	ANDL   $0xffff, DX
	ORL    $1, DX
	MOVQ   $const_tagOnes, CX
	IMULQ  CX, DX
	XORQ   (R15)(AX*8), DX
	MOVQ   DX, BX
	NOTQ   BX
	SUBQ   CX, DX
	ANDQ   BX, DX
	MOVQ   $const_tagTops, CX
	ANDQ   CX, DX
	JZ     verify
	TZCNTQ DX, DX
	SHRQ   $4, DX
	LEAQ   (DX)(AX*4), AX

	// As ahead remembers them.
	MOVL       AX, (folded_line+line_places)(R11)(R14*4)
	MOVQ       ret+32(FP), BX
	MOVQ       BX, (folded_ahead+ahead_starts)(R11)(R14*8)
	MOVQ       R14, CX
	SHLQ       $4, CX
	MOVQ       R8, (folded_ahead+ahead_keys+0)(R11)(CX*1)
	MOVQ       R9, (folded_ahead+ahead_keys+8)(R11)(CX*1)
	MOVQ       AX, DX
	SHLQ       $6, DX
	ADDQ       (folded_memo+memo_words)(R11), DX
	PREFETCHT0 (DX)
	IMULQ      (folded_memo+memo_width)(R11), AX
	MOVQ       (folded_memo+memo_rows)(R11), DX
	PREFETCHT0 (DX)(AX*8)
	INCQ       R14
	JMP        next

	// Then what stands there. SI is the next token, R14 how many there are, R15 the
	// stems.
verify:
	MOVQ (folded_line+line_n)(R11), SI
	MOVQ (folded_line+line_unmarked)(R11), R15
	MOVQ (folded_memo+memo_words)(R11), R10
	JMP  left

word:
	MOVL    (folded_line+line_places)(R11)(SI*4), DX
	MOVQ    SI, AX
	SHLQ    $4, AX
	MOVQ    (folded_ahead+ahead_keys+0)(R11)(AX*1), R8
	MOVQ    (folded_ahead+ahead_keys+8)(R11)(AX*1), R9
	SHLQ    $6, DX
	ADDQ    R10, DX
	CMPQ    (word_key+0)(DX), R8
	JNE     other
	CMPQ    (word_key+8)(DX), R9
	JNE     other
	CMPQ    (word_key+16)(DX), $0
	JNE     other
	MOVBLZX word_kind(DX), CX
	TESTL   $const_isDouble, CX
	JNZ     other

	// As line.append.
	INCQ    SI
	MOVQ    word_hash(DX), AX
	MOVQ    AX, (folded_line+line_words)(R11)(SI*8)
	MOVQ    word_stem(DX), AX
	MOVQ    AX, (folded_line+line_stems)(R11)(R15*8)
	MOVOU   word_groups(DX), X0
	MOVQ    R15, AX
	SHLQ    $4, AX
	MOVOU   X0, (folded_line+line_groups)(R11)(AX*1)
	ORB     CX, (folded_line+line_kinds)(R11)
	MOVBLZX word_unmarked(DX), AX
	ADDQ    AX, R15

left:
	CMPQ SI, R14
	JLT  word
	JMP  done

other:
	MOVQ (folded_ahead+ahead_starts)(R11)(SI*8), AX
	MOVQ AX, ret+32(FP)

done:
	MOVQ SI, (folded_line+line_n)(R11)
	MOVQ R15, (folded_line+line_unmarked)(R11)
	RET

// func sumRowsAsm(sums *[lineLength]uint64, rows []uint64, width int, places []int32)
TEXT ·sumRowsAsm(SB), NOSPLIT, $0-64
	MOVQ sums+0(FP), DI
	MOVQ rows_base+8(FP), SI
	MOVQ width+32(FP), DX
	MOVQ places_base+40(FP), R8
	MOVQ places_len+48(FP), CX
	LEAQ (R8)(CX*4), R9
	SHLQ $3, DX
	PXOR X0, X0
	PXOR X1, X1
	PXOR X2, X2
	PXOR X3, X3
	JMP  rowsLeft

row:
	MOVLQSX (R8), AX
	IMULQ   DX, AX
	MOVOU   (SI)(AX*1), X4
	MOVOU   16(SI)(AX*1), X5
	MOVOU   32(SI)(AX*1), X6
	MOVOU   48(SI)(AX*1), X7
	PADDQ   X4, X0
	PADDQ   X5, X1
	PADDQ   X6, X2
	PADDQ   X7, X3
	ADDQ    $4, R8

rowsLeft:
	CMPQ  R8, R9
	JNE   row
	MOVOU X0, (DI)
	MOVOU X1, 16(DI)
	MOVOU X2, 32(DI)
	MOVOU X3, 48(DI)
	RET
