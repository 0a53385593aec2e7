//go:build !purego

#include "textflag.h"

// A quad is 32 bytes: the weights w, and v behind them. Registers: R8 and R9 are
// the columns and values, CX how many there are, AX the next one, SI the quads,
// DX how many there are.

// func scoreQuadsAsm(f *[lanes]float32, w []quad, cols []uint32, values []float32) int
TEXT ·scoreQuadsAsm(SB), NOSPLIT, $0-88
	MOVQ  w_base+8(FP), SI
	MOVQ  w_len+16(FP), DX
	MOVQ  cols_base+32(FP), R8
	MOVQ  cols_len+40(FP), CX
	MOVQ  values_base+56(FP), R9
	XORPS X0, X0
	XORPS X1, X1
	XORQ  AX, AX
	JMP   pairs

two:
	MOVL   (R8)(AX*4), BX
	MOVL   4(R8)(AX*4), DI
	CMPQ   BX, DX
	JAE    done
	CMPQ   DI, DX
	JAE    done
	SHLQ   $5, BX
	SHLQ   $5, DI
	MOVSS  (R9)(AX*4), X2
	MOVSS  4(R9)(AX*4), X3
	SHUFPS $0, X2, X2
	SHUFPS $0, X3, X3
	MOVUPS (SI)(BX*1), X4
	MOVUPS (SI)(DI*1), X5
	MULPS  X4, X2
	MULPS  X5, X3
	ADDPS  X2, X0
	ADDPS  X3, X1
	ADDQ   $2, AX

pairs:
	LEAQ 2(AX), BX
	CMPQ BX, CX
	JLE  two
	CMPQ AX, CX
	JGE  done

	// The last one of an odd number.
	MOVL   (R8)(AX*4), BX
	CMPQ   BX, DX
	JAE    done
	SHLQ   $5, BX
	MOVSS  (R9)(AX*4), X2
	SHUFPS $0, X2, X2
	MOVUPS (SI)(BX*1), X4
	MULPS  X4, X2
	ADDPS  X2, X0
	INCQ   AX

done:
	MOVQ   f+0(FP), DI
	ADDPS  X1, X0
	MOVUPS X0, (DI)
	MOVQ   AX, ret+80(FP)
	RET

// func addQuadsAsm(w []quad, d *[lanes]float32, cols []uint32, values []float32) int
TEXT ·addQuadsAsm(SB), NOSPLIT, $0-88
	MOVQ   w_base+0(FP), SI
	MOVQ   w_len+8(FP), DX
	MOVQ   d+24(FP), DI
	MOVQ   cols_base+32(FP), R8
	MOVQ   cols_len+40(FP), CX
	MOVQ   values_base+56(FP), R9
	MOVUPS (DI), X0
	XORQ   AX, AX
	JMP    more

one:
	MOVL   (R8)(AX*4), BX
	CMPQ   BX, DX
	JAE    end
	SHLQ   $5, BX
	MOVSS  (R9)(AX*4), X1
	SHUFPS $0, X1, X1
	MULPS  X0, X1
	MOVUPS 16(SI)(BX*1), X2
	MULPS  X2, X1
	MOVUPS (SI)(BX*1), X3
	ADDPS  X1, X3
	MOVUPS X3, (SI)(BX*1)
	INCQ   AX

more:
	CMPQ AX, CX
	JLT  one

end:
	MOVQ AX, ret+80(FP)
	RET
