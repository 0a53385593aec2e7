//go:build !purego

#include "go_asm.h"
#include "textflag.h"

DATA evenFields<>+0(SB)/8, $const_evenFields
GLOBL evenFields<>(SB), RODATA|NOPTR, $8
DATA oddFields<>+0(SB)/8, $const_oddFields
GLOBL oddFields<>(SB), RODATA|NOPTR, $8

// ADDROW adds the row in AX to the sums in R10 and R11, as addRow does.
#define ADDROW \
	MOVQ AX, DX;                \
	SHRQ $const_fieldBits, DX;  \
	ANDQ evenFields<>(SB), AX;  \
	ANDQ oddFields<>(SB), DX;   \
	ADDQ AX, R10;               \
	ADDQ DX, R11

// func locateAsm(dst *located, b *tableBlock, line []uint64)
//
// First the hashes: BX is the one before, SI the next one's place, DI where they
// end, AX becomes that of the pair.
TEXT ·locateAsm(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), R10
	MOVQ b+8(FP), DX
	MOVQ line_base+16(FP), SI
	MOVQ line_len+24(FP), DI
	LEAQ (SI)(DI*8), DI
	MOVQ (tableBlock_displaced+displaced_seeds)(DX), R8
	MOVQ (tableBlock_displaced+displaced_shift)(DX), CX
	MOVQ tableBlock_slots(DX), R15
	MOVQ tableBlock_width(DX), R14
	MOVQ $0x9e3779b97f4a7c15, R11
	MOVQ $0xbf58476d1ce4e5b9, R12
	MOVQ $0x94d049bb133111eb, R13
	MOVQ R10, R9
	MOVQ (SI), BX
	JMP  hashLeft

hash:
	// As features.PairHash.
	MOVQ  BX, AX
	IMULQ R11, AX
	MOVQ  (SI), BX
	ADDQ  BX, AX
	MOVQ  AX, DX
	SHRQ  $30, DX
	XORQ  DX, AX
	IMULQ R12, AX
	MOVQ  AX, DX
	SHRQ  $27, DX
	XORQ  DX, AX
	IMULQ R13, AX
	MOVQ  AX, DX
	SHRQ  $31, DX
	XORQ  DX, AX
	ANDQ  $-8, AX
	MOVQ  AX, (R9)
	ADDQ  $16, R9

hashLeft:
	ADDQ $8, SI
	CMPQ SI, DI
	JNE  hash

	// Then the places, of which the memory is asked for what stands there.
	MOVQ b+8(FP), DX
	MOVQ (tableBlock_displaced+displaced_places)(DX), BX
	JMP  placeLeft

place:
	MOVQ       (R10), AX
	MOVQ       AX, DX
	SHRQ       CX, DX
	MOVWLZX    (R8)(DX*2), DX
	IMULQ      R11, DX
	ORQ        $1, DX
	IMULQ      AX, DX
	SHRQ       $32, DX
	IMULQ      BX, DX
	SHRQ       $32, DX
	IMULQ      R14, DX
	MOVQ       DX, 8(R10)
	PREFETCHT0 (R15)(DX*8)
	ADDQ       $16, R10

placeLeft:
	CMPQ R10, R9
	JNE  place
	RET

// func sumLocatedAsm(b *tableBlock, pairs []located, part int) (even, odd uint64)
TEXT ·sumLocatedAsm(SB), NOSPLIT, $0-56
	MOVQ b+0(FP), DX
	MOVQ pairs_base+8(FP), SI
	MOVQ pairs_len+16(FP), DI
	MOVQ part+32(FP), R9
	MOVQ tableBlock_slots(DX), R8
	LEAQ 8(R8)(R9*8), R9
	SHLQ $4, DI
	ADDQ SI, DI
	XORL R10, R10
	XORL R11, R11
	XORL CX, CX
	JMP  locatedLeft

located:
	// As tableBlock.row.
	MOVQ    8(SI), DX
	MOVQ    (SI), AX
	CMPQ    (R8)(DX*8), AX
	MOVQ    (R9)(DX*8), AX
	CMOVQNE CX, AX
	ADDROW
	ADDQ    $16, SI

locatedLeft:
	CMPQ SI, DI
	JNE  located
	MOVQ R10, even+40(FP)
	MOVQ R11, odd+48(FP)
	RET

// func sumDenseAsm(line []groups, level, side int, rows []uint64) (even, odd uint64)
//
// SI is the place of the next word's cluster, DI where they end, BX the cluster
// before; R8 the rows, R9 the side.
TEXT ·sumDenseAsm(SB), NOSPLIT, $0-80
	MOVQ line_base+0(FP), SI
	MOVQ line_len+8(FP), DI
	MOVQ level+24(FP), AX
	MOVQ side+32(FP), R9
	MOVQ rows_base+40(FP), R8
	SHLQ $4, DI
	LEAQ (SI)(AX*2), SI
	ADDQ SI, DI
	XORL R10, R10
	XORL R11, R11
	MOVWLZX (SI), BX
	JMP  denseLeft

dense:
	MOVWLZX (SI), CX
	IMULQ   R9, BX
	ADDQ    CX, BX
	MOVQ    (R8)(BX*8), AX
	MOVQ    CX, BX
	ADDROW

denseLeft:
	ADDQ $16, SI
	CMPQ SI, DI
	JNE  dense
	MOVQ R10, even+64(FP)
	MOVQ R11, odd+72(FP)
	RET

// func sumCellsAsm(line []groups, level, side int, cells []uint32, rows []uint64) (even, odd uint64)
//
// As there; R12 the cells, R13 onesCount.
TEXT ·sumCellsAsm(SB), NOSPLIT, $0-104
	MOVQ line_base+0(FP), SI
	MOVQ line_len+8(FP), DI
	MOVQ level+24(FP), AX
	MOVQ side+32(FP), R9
	MOVQ cells_base+40(FP), R12
	MOVQ rows_base+64(FP), R8
	LEAQ ·onesCount(SB), R13
	SHLQ $4, DI
	LEAQ (SI)(AX*2), SI
	ADDQ SI, DI
	XORL R10, R10
	XORL R11, R11
	MOVWLZX (SI), BX
	JMP  cellsLeft

cell:
	MOVWLZX (SI), R14
	IMULQ   R9, BX
	ADDQ    R14, BX
	MOVQ    BX, CX
	SHRQ    $3, BX
	MOVL    (R12)(BX*4), AX
	MOVQ    R14, BX
	NOTL    CX
	ANDL    $7, CX
	MOVL    AX, DX
	SHLL    CX, DX
	MOVBLZX DX, CX
	MOVBLSX DX, DX
	MOVBLZX (R13)(CX*1), CX
	SARL    $7, DX
	SHRL    $8, AX
	ADDL    CX, AX
	ANDL    DX, AX
	MOVQ    (R8)(AX*8), AX
	ADDROW

cellsLeft:
	ADDQ $16, SI
	CMPQ SI, DI
	JNE  cell
	MOVQ R10, even+88(FP)
	MOVQ R11, odd+96(FP)
	RET
